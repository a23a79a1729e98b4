// What must hold of Heatline from the checkout and from the package alike; `npm test` runs it against both.
import assert from 'node:assert/strict';
import vscode from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('Heatline', () => {
  it('has an implementation of every command that it lists', async () => {
    const heatline = vscode.extensions.getExtension('heatline.heatline');
    assert.ok(heatline);
    await heatline.activate();
    const listed = (heatline.packageJSON as Manifest).contributes.commands.map(({ command }) => command);
    assert.ok(listed.length > 0);
    const registered = new Set(await vscode.commands.getCommands());
    assert.deepEqual(
      listed.filter((command) => !registered.has(command)),
      [],
    );
  });
});
