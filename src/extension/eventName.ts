/** Those of V8; what other tools count has names of their own. */
const names: Readonly<Record<string, string>> = {
  allocated: 'Allocated',
  live: 'Still live',
  allocations: 'Number of allocations',
  'live-objects': 'Number of live objects',
};

/** What was counted, for a person. */
export function eventName(event = ''): string {
  // `$(…)` would be an icon.
  return names[event] ?? event.replaceAll('$', '');
}
