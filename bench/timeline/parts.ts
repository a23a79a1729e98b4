export { mainInterrupter } from '../../src/preload/interruptMain.ts';
export { observePauses } from '../../src/preload/observePauses.ts';
export { ProcessRows } from '../../src/preload/processRows.ts';
export { RunningSampler } from '../../src/preload/runningSampler.ts';
export { sampleProcess } from '../../src/preload/sampleProcess.ts';
export { offerSave } from '../../src/preload/saveRequest.ts';
