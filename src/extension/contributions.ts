/** Every id that package.json contributes; a unit test holds the two together. */
export const commands = {
  profileThisFile: 'heatline.profileThisFile',
  profileMemory: 'heatline.profileMemory',
  profileCpuAndMemory: 'heatline.profileCpuAndMemory',
  profileThisFileWith: 'heatline.profileThisFileWith',
  profileOtherProgram: 'heatline.profileOtherProgram',
  profileTest: 'heatline.profileTest',
  profileLaunch: 'heatline.profileLaunch',
  profileScript: 'heatline.profileScript',
  profileCommand: 'heatline.profileCommand',
  attach: 'heatline.attach',
  profileDebugSession: 'heatline.profileDebugSession',
  rerunLast: 'heatline.rerunLast',
  startMeasuring: 'heatline.startMeasuring',
  stop: 'heatline.stop',
  markMoment: 'heatline.markMoment',
  takeSnapshot: 'heatline.takeSnapshot',
  findLeaks: 'heatline.findLeaks',
  nextRound: 'heatline.nextRound',
  openProfile: 'heatline.openProfile',
  openPanel: 'heatline.openPanel',
  toggleHeat: 'heatline.toggleHeat',
  clearHeat: 'heatline.clearHeat',
  showSelf: 'heatline.showSelf',
  showTotal: 'heatline.showTotal',
  showMine: 'heatline.showMine',
  showInnermost: 'heatline.showInnermost',
  chooseEvent: 'heatline.chooseEvent',
  showPercent: 'heatline.showPercent',
  showTime: 'heatline.showTime',
  showPercentAndTime: 'heatline.showPercentAndTime',
  showChanges: 'heatline.showChanges',
  showFindings: 'heatline.showFindings',
  showMachineCode: 'heatline.showMachineCode',
  nextHotLine: 'heatline.nextHotLine',
  previousHotLine: 'heatline.previousHotLine',
  refreshSessions: 'heatline.refreshSessions',
  openSession: 'heatline.openSession',
  compareSession: 'heatline.compareSession',
  clearComparison: 'heatline.clearComparison',
  renameSession: 'heatline.renameSession',
  exportSession: 'heatline.exportSession',
  copySession: 'heatline.copySession',
  deleteSession: 'heatline.deleteSession',
} as const;

/** Commands that only Heatline's own links and tree items call, with arguments; not contributed, so not in the palette. */
export const linkCommands = {
  goToFunction: 'heatline.goToFunction',
  goToLine: 'heatline.goToLine',
  goToLineOf: 'heatline.goToLineOf',
  measureTypes: 'heatline.measureTypes',
  showInPanel: 'heatline.showInPanel',
  machineCodeOf: 'heatline.machineCodeOf',
} as const;

const profileCommands = [
  commands.profileThisFile,
  commands.profileMemory,
  commands.profileCpuAndMemory,
  commands.profileThisFileWith,
  commands.profileOtherProgram,
  commands.profileTest,
  commands.profileLaunch,
  commands.profileScript,
  commands.profileCommand,
  commands.rerunLast,
  linkCommands.measureTypes,
] as const;
const attachCommands = [commands.attach, commands.profileDebugSession] as const;
/** What measures a program. */
export const measuringCommands = [
  ...profileCommands,
  ...attachCommands,
  commands.takeSnapshot,
  commands.findLeaks,
] as const;
export type ProfileCommand = (typeof profileCommands)[number];
export type AttachCommand = (typeof attachCommands)[number];
export type MeasuringCommand = (typeof measuringCommands)[number];

export type Command = (typeof commands)[keyof typeof commands] | (typeof linkCommands)[keyof typeof linkCommands];

export const settings = {
  threshold: 'heatline.heat.threshold',
  metric: 'heatline.heat.metric',
  unit: 'heatline.heat.unit',
  inlined: 'heatline.heat.inlined',
  codeLens: 'heatline.codeLens',
  nodePath: 'heatline.nodePath',
  pathMapping: 'heatline.pathMapping',
  samplingInterval: 'heatline.samplingInterval',
  callGraph: 'heatline.callGraph',
  debuginfod: 'heatline.debuginfod',
} as const;

export const contextKeys = {
  /** A session is open. */
  session: 'heatline.session',
  /** It is compared with another one. */
  comparison: 'heatline.comparison',
  /** Its lines may be the innermost or those of the user's code. */
  rollsUp: 'heatline.rollsUp',
  /** It has counted more than one thing. */
  events: 'heatline.events',
  /** It tells what instructions cost. */
  machineCode: 'heatline.machineCode',
  /** Its heat is on the lines. */
  heat: 'heatline.heat',
  /** A program runs under the profiler. */
  running: 'heatline.running',
  /** One of these waits to be measured. */
  waiting: 'heatline.waiting',
  /** A search for leaks waits for the user's next round. */
  rounds: 'heatline.rounds',
} as const;

export const views = { sessions: 'heatline.sessions', hotSpots: 'heatline.hotSpots' } as const;

/** Types of webviews. */
export const viewTypes = {
  panel: 'heatline.panel',
  profileEditor: 'heatline.profileEditor',
  heapEditor: 'heatline.heapEditor',
  leaks: 'heatline.leaks',
} as const;

export const colors = {
  /** Backgrounds of hot lines, coolest first. */
  heat: ['heatline.heat1', 'heatline.heat2', 'heatline.heat3', 'heatline.heat4', 'heatline.heat5'],
  /** The same steps for the overview ruler and icons, where a background's transparency would not be seen. */
  mark: ['heatline.mark1', 'heatline.mark2', 'heatline.mark3', 'heatline.mark4', 'heatline.mark5'],
  number: 'heatline.number',
  staleNumber: 'heatline.staleNumber',
} as const;

/** Languages whose files Node runs. */
export const scriptLanguages: readonly string[] = ['javascript', 'typescript', 'javascriptreact', 'typescriptreact'];

/** Languages whose files are compiled into programs, and Python. */
export const nativeLanguages: readonly string[] = ['c', 'cpp', 'rust', 'go', 'python'];
