/** What can be asked for; `auto` is the better for the program. */
export const callGraphChoices = ['auto', 'fp', 'dwarf'] as const;
export type CallGraphChoice = (typeof callGraphChoices)[number];
