// Heatline's page outside of VS Code, as its tests run it.
import { readInput } from '../../src/capture/readInput.ts';
import { readProfile } from '../../src/core/formats/formats.ts';
import type { SessionView, ToPage } from '../../src/protocol.ts';
import { openPanel, type PanelPage } from '../../test/ui/panelPage.ts';
import { sessionOf } from '../../test/ui/sessions.ts';

export { sharedBrowser } from '../../test/ui/browser.ts';

/** What the panel is sent of a profile. */
export function sessionOfFile(file: string): SessionView {
  return sessionOf(readInput(file, readProfile));
}

interface InPage {
  kept: ToPage;
  readonly sendMessage: (message: ToPage) => Promise<void>;
}

/** An empty panel and a function that shows it a session, as VS Code does: by a message of what is in the browser. */
export async function panelFor(session: SessionView): Promise<PanelPage & { readonly show: () => Promise<void> }> {
  const panel = await openPanel();
  await panel.page.evaluate(
    (message) => {
      (globalThis as unknown as InPage).kept = message;
    },
    { type: 'session', session } satisfies ToPage,
  );
  const show = (): Promise<void> =>
    panel.page.evaluate(async () => {
      const { kept, sendMessage } = globalThis as unknown as InPage;
      await sendMessage(kept);
    });
  return { ...panel, show };
}
