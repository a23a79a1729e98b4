/** Outlines on a 16 × 16 grid, in the manner of VS Code's own icons. */
const paths = {
  warning: 'M8 2.2 14.6 13.8H1.4Z M8 6.4V10 M8 11.4V12.2',
  chevronDown: 'M3.5 6 8 10.5 12.5 6',
  chevronUp: 'M3.5 10.5 8 6 12.5 10.5',
  chevronRight: 'M6 3.5 10.5 8 6 12.5',
  search: 'M10.2 10.2 14 14 M6.5 11.5a5 5 0 1 0 0-10 5 5 0 0 0 0 10Z',
  clear: 'M4 4 12 12 M12 4 4 12',
  resetZoom: 'M2.5 6V2.5H6 M13.5 6V2.5H10 M2.5 10v3.5H6 M13.5 10v3.5H10',
  flip: 'M4.5 2.5v11 M2 11l2.5 2.5L7 11 M11.5 13.5v-11 M9 5l2.5-2.5L14 5',
  compare: 'M5 3v10 M2.5 10.5 5 13l2.5-2.5 M11 13V3 M8.5 5.5 11 3l2.5 2.5 M2 1.5h12',
  export: 'M8 10.5V2 M5 4.8 8 2l3 2.8 M3 8.5v5h10v-5',
  goToFile: 'M9 2H3.5v12h9V8 M12.5 2v4 M8.5 6h4 M8.5 6l4.5-4.5',
  info: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z M8 7.2V11.2 M8 4.8v.2',
  more: 'M3 8h.01 M8 8h.01 M13 8h.01',
  filter: 'M2 3.5h12 M4.5 8h7 M6.5 12.5h3',
  bottomUp: 'M8 14V3 M4.5 6.5 8 3l3.5 3.5 M2.5 14h11',
  hotPath: 'M3 3h4 M5 3v5h4 M7 8v5h6 M11 11l2 2-2 2',
  copy: 'M5.5 5.5V2h8v8.5h-3.5 M2.5 5.5h8V14h-8Z',
  flame:
    'M8 14.5c-2.8 0-4.5-1.9-4.5-4.3C3.5 7 6.5 6 6.8 1.5 9.5 2.8 10.5 5 10 7c.8-.2 1.3-.8 1.5-1.5 1 1.6 1.3 3 1 4.7-.4 2.6-2 4.3-4.5 4.3Z',
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: what it stands for is said by the text or label beside it. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
