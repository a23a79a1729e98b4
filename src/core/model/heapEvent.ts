/** What of memory can be counted: all that a program allocates, or what of it still lives when the profile is taken. */
export const heapEvents = ['allocated', 'live'] as const;

export type HeapEvent = (typeof heapEvents)[number];
