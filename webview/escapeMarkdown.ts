/** Untrusted text, as one line of plain text in Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#~&]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
