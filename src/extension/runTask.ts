import * as vscode from 'vscode';

export interface RunningTask {
  /** The exit code; `undefined` when there was no process, or it was killed. */
  readonly ended: Promise<number | undefined>;
  terminate(): void;
}

let runs = 0;

/** Runs a program as a task: in an integrated terminal that has its stdin, Ctrl+C and exit code, and that stays. */
export async function runTask(
  name: string,
  scope: vscode.WorkspaceFolder | undefined,
  command: vscode.ProcessExecution,
): Promise<RunningTask> {
  // Tasks with equal definitions count as one, which may run once at a time.
  const definition = { type: 'heatline', run: ++runs };
  const task = new vscode.Task(definition, scope ?? vscode.TaskScope.Workspace, name, 'Heatline', command, []);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Shared,
    focus: false,
    clear: true,
    showReuseMessage: false,
  };
  let exitCode: number | undefined;
  const listeners: vscode.Disposable[] = [];
  const ended = new Promise<number | undefined>((resolve) => {
    const isOurs = (other: vscode.TaskExecution): boolean => other.task.definition['run'] === definition.run;
    listeners.push(
      vscode.tasks.onDidEndTaskProcess((event) => {
        if (isOurs(event.execution)) exitCode = event.exitCode;
      }),
      vscode.tasks.onDidEndTask((event) => {
        if (!isOurs(event.execution)) return;
        vscode.Disposable.from(...listeners).dispose();
        resolve(exitCode);
      }),
    );
  });
  try {
    const execution = await vscode.tasks.executeTask(task);
    return {
      ended,
      terminate: () => {
        execution.terminate();
      },
    };
  } catch (error) {
    vscode.Disposable.from(...listeners).dispose();
    throw error;
  }
}
