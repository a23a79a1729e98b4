import { workbench } from './workbench.ts';

/**
 * The heat of the active editor as one sees it, one line a hot line: `48  heat5  mark  42 % · 1.2 s`. Read from the page:
 * the background's theme colour, whether the gutter has a mark, and the text behind the line.
 */
export async function heatOf(group = '.editor-group-container.active'): Promise<string> {
  const editor = `${group} .editor-instance .monaco-editor`;
  return (await workbench.evaluate(editor, `(${readHeat.toString()})(element)`)) as string;
}

/** The little that is used here of the page's DOM, which is no part of the extension host's types. */
interface PageElement {
  readonly ownerDocument: { createElement(name: string): PageElement };
  readonly style: { backgroundColor: string };
  readonly textContent: string;
  append(child: PageElement): void;
  remove(): void;
  closest(selector: string): PageElement | null;
  getBoundingClientRect(): { readonly top: number };
  querySelectorAll(selector: string): Iterable<PageElement>;
}

declare function getComputedStyle(
  element: PageElement,
  pseudo?: string,
): { readonly backgroundColor: string; readonly content: string; getPropertyValue(name: string): string };

/** Runs on the page, so it can use nothing from this file; `element` is an editor's root. */
function readHeat(element: PageElement): string {
  const topOf = (item: PageElement): number => Math.round(item.getBoundingClientRect().top);
  const each = (selector: string): PageElement[] => Array.from(element.querySelectorAll(selector));
  const theme = getComputedStyle(element);
  const probe = element.ownerDocument.createElement('div');
  element.append(probe);
  const steps = new Map(
    [1, 2, 3, 4, 5].map((step) => {
      probe.style.backgroundColor = theme.getPropertyValue(`--vscode-heatline-heat${step}`);
      return [getComputedStyle(probe).backgroundColor, `heat${step}`];
    }),
  );
  probe.remove();
  // Other decorations, as of matching brackets, have backgrounds too.
  const heats = new Map(
    each('.view-overlays .cdr').flatMap((item) => {
      const step = steps.get(getComputedStyle(item).backgroundColor);
      return step === undefined ? [] : [[topOf(item), step]];
    }),
  );
  const marks = new Set(each('.glyph-margin-widgets .cgmr[class*="ced-"]').map(topOf));
  const numbers = new Map(each('.margin .line-numbers').map((item) => [topOf(item), item.textContent.trim()]));
  const texts = new Map(
    each('.view-line [class*="ced-"]')
      .map((item) => [topOf(item.closest('.view-line') ?? item), getComputedStyle(item, '::after').content] as const)
      .filter(([, content]) => content !== 'none')
      .map(([top, content]) => [top, content.replace(/^"|"$/g, '').replace(/\u00a0/g, ' ')]),
  );
  return Array.from(numbers)
    .sort(([a], [b]) => a - b)
    .flatMap(([top, number]) => {
      const parts = [heats.get(top), marks.has(top) ? 'mark' : undefined, texts.get(top)].filter(Boolean);
      return parts.length === 0 ? [] : [`${number}  ${parts.join('  ')}`];
    })
    .join('\n');
}
