import * as vscode from 'vscode';
import { HeatlineError } from '../../core/model/heatlineError.ts';

/**
 * Runs the task that a launch configuration wants to be done first.
 * @param wanted as in launch.json: a name, or parts of a task's definition; nothing to do without.
 * @throws HeatlineError when there is no such task, it fails, or its end cannot be seen.
 */
export async function runPreLaunchTask(wanted: unknown, folder: vscode.WorkspaceFolder | undefined): Promise<void> {
  if (wanted === undefined || wanted === '') return;
  const label = typeof wanted === 'string' ? wanted : JSON.stringify(wanted);
  const tasks = await vscode.tasks.fetchTasks();
  const fitting = tasks.filter((task) => fits(task, wanted));
  const task = fitting.find(({ scope }) => scope === folder) ?? fitting[0];
  if (task === undefined) {
    throw new HeatlineError(
      `There is no task “${label}”, the launch configuration’s preLaunchTask.`,
      'Correct it in launch.json.',
    );
  }
  if (task.isBackground) {
    if (vscode.tasks.taskExecutions.some((execution) => fits(execution.task, wanted))) return;
    throw new HeatlineError(
      `The preLaunchTask “${label}” runs in the background, so that Heatline cannot see when it is ready.`,
      'Start it with Run Task, and profile again when it is.',
    );
  }
  const exitCode = await runToEnd(task);
  if (exitCode === undefined || exitCode === 0) return;
  throw new HeatlineError(
    `The preLaunchTask “${label}” failed with exit code ${exitCode}, so nothing was profiled.`,
    'Its terminal says why.',
  );
}

function fits(task: vscode.Task, wanted: unknown): boolean {
  const { name, source, definition, group } = task;
  if (wanted === '${defaultBuildTask}') return group?.id === vscode.TaskGroup.Build.id && group.isDefault === true;
  if (typeof wanted === 'string') return name === wanted || `${source}: ${name}` === wanted;
  if (typeof wanted !== 'object' || wanted === null) return false;
  return Object.entries(wanted).every(([key, value]) => definition[key] === value);
}

/** The exit code; nothing for a task that has no process of its own, as one that only depends on others. */
async function runToEnd(task: vscode.Task): Promise<number | undefined> {
  const listeners: vscode.Disposable[] = [];
  try {
    const running: { execution?: vscode.TaskExecution } = {};
    let exitCode: number | undefined;
    const ended = new Promise<void>((resolve) => {
      listeners.push(
        vscode.tasks.onDidEndTaskProcess((event) => {
          if (event.execution === running.execution) exitCode = event.exitCode;
        }),
        vscode.tasks.onDidEndTask((event) => {
          if (event.execution === running.execution) resolve();
        }),
      );
    });
    running.execution = await vscode.tasks.executeTask(task);
    await ended;
    return exitCode;
  } finally {
    vscode.Disposable.from(...listeners).dispose();
  }
}
