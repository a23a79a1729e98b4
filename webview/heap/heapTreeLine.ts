import type { HeapRow } from '../../src/core/queries/heap/heapList.ts';
import type { HeapPlace } from '../../src/core/queries/heap/heapObjectName.ts';
import { formatCount } from '../../src/core/text/formatCount.ts';
import { formatShare } from '../../src/core/text/formatShare.ts';
import { element } from '../element.ts';
import { icon } from '../icon.ts';
import type { Branch, BranchLine } from './heapBranches.ts';
import { columnClass, type HeapColumn } from './heapColumns.ts';
import { objectLabel } from './objectLabel.ts';
import { placeLink } from './placeLink.ts';

export interface HeapTreeLineActions {
  readonly select: (line: number) => void;
  readonly toggle: (branch: Branch) => void;
  readonly more: (of: Branch | undefined) => void;
  readonly openPlace: (place: HeapPlace) => void;
}

export interface HeapTreeLook {
  /** Begins the ids of the lines. */
  readonly id: string;
  readonly columns: readonly HeapColumn[];
  /** Bytes of the whole heap. */
  readonly whole: number;
}

/** Indentation of a level, px. */
const indent = 12;
/** Levels that are indented. */
const mostIndented = 24;

/** What draws a line of a tree of lists. */
export function createHeapTreeLine(
  { id, columns, whole }: HeapTreeLook,
  total: (of: Branch | undefined) => number,
  actions: HeapTreeLineActions,
): (line: BranchLine, index: number, isSelected: boolean) => HTMLElement {
  function numberCell({ numbers }: HeapRow, heapColumn: HeapColumn): HTMLElement {
    const { column, format, hasShare = false } = heapColumn;
    const value = numbers[column] ?? NaN;
    const text = Number.isNaN(value) ? '' : format(value);
    const cell = element('div', { class: columnClass(heapColumn), role: 'gridcell' }, element('span', {}, text));
    if (!hasShare || whole <= 0) return cell;
    const share = Number.isNaN(value) ? 0 : Math.min(value / whole, 1);
    cell.append(' ', element('span', { class: 'weight-share' }, Number.isNaN(value) ? '' : formatShare(share)));
    cell.style.setProperty('--share', `${share * 100}%`);
    return cell;
  }

  function nameCell(branch: Branch): HTMLElement {
    const toggle = (event: Event): void => {
      actions.toggle(branch);
      event.stopPropagation();
    };
    const keep = (event: Event): void => {
      event.stopPropagation();
    };
    const twistie = element('span', { class: 'twistie', onclick: toggle, ondblclick: keep });
    if (branch.row.below !== undefined) twistie.append(icon(branch.isOpen ? 'chevronDown' : 'chevronRight'));
    const cell = element('div', { class: 'tree-name', role: 'gridcell' }, twistie, objectLabel(branch.row));
    cell.style.paddingLeft = indentation(branch.depth);
    return cell;
  }

  function placeCell({ place }: HeapRow): HTMLElement {
    const cell = element('div', { class: 'tree-file', role: 'gridcell' });
    if (place !== undefined) cell.append(placeLink(place, actions.openPlace, -1));
    return cell;
  }

  function moreLine(of: Branch | undefined): readonly HTMLElement[] {
    const shown = of?.children.length;
    const text = shown === undefined ? 'More…' : `More… (${formatCount(total(of) - shown)})`;
    const show = (): void => {
      actions.more(of);
    };
    const button = element('button', { type: 'button', class: 'link', tabindex: -1, onclick: show }, text);
    const cell = element('div', { class: 'tree-name', role: 'gridcell', 'aria-colspan': columns.length + 2 }, button);
    cell.style.paddingLeft = indentation((of?.depth ?? -1) + 1);
    return [
      ...columns.map(({ isDetail }) => element('div', { class: isDetail === true ? 'detail' : '', role: 'gridcell' })),
      cell,
    ];
  }

  return (line, index, isSelected) => {
    const branch = 'branch' in line ? line.branch : undefined;
    const onclick = (): void => {
      actions.select(index);
    };
    const ondblclick = (): void => {
      if (branch !== undefined) actions.toggle(branch);
    };
    const made = element(
      'div',
      {
        id: `${id}-${index}`,
        class: `tree-line${isSelected ? ' selected' : ''}`,
        role: 'row',
        'aria-level': (branch?.depth ?? ('moreOf' in line ? (line.moreOf?.depth ?? -1) + 1 : 0)) + 1,
        'aria-rowindex': index + 2,
        'aria-selected': String(isSelected),
        onclick,
        ondblclick,
      },
      ...(branch === undefined
        ? moreLine('moreOf' in line ? line.moreOf : undefined)
        : [...columns.map((column) => numberCell(branch.row, column)), nameCell(branch), placeCell(branch.row)]),
    );
    if (branch === undefined) return made;
    made.setAttribute('aria-posinset', String(branch.position));
    made.setAttribute('aria-setsize', String(total(branch.parent)));
    if (branch.row.below !== undefined) made.setAttribute('aria-expanded', String(branch.isOpen));
    return made;
  };
}

function indentation(depth: number): string {
  return `${Math.min(depth, mostIndented) * indent}px`;
}
