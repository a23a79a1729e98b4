type Attributes = Readonly<Record<string, string | number | boolean | ((event: Event) => void)>>;

/**
 * One element with its attributes and children. A string child becomes a text node and a function an event listener,
 * so nothing that a profile says is ever parsed as HTML. `false` leaves an attribute out, `true` sets it empty.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}
