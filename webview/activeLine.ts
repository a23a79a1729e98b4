/**
 * Tells assistive technology which line of a list is the selected one; only while that line exists, because lines that
 * are scrolled out of sight do not.
 */
export function setActiveLine(list: HTMLElement, id: string): void {
  if (document.getElementById(id) === null) list.removeAttribute('aria-activedescendant');
  else list.setAttribute('aria-activedescendant', id);
}
