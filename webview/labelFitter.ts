export interface LabelFitter {
  /** The text, shortened with an ellipsis to what fits into so many pixels; empty when nothing does. */
  fit(text: string, pixels: number): string;
}

/** Measures with the context's current font, so a new one is needed whenever that changes. */
export function createLabelFitter(context: CanvasRenderingContext2D): LabelFitter {
  const widths = new Map<string, number>();
  // Measuring takes time in proportion to the text, and names come from files: thousands of letters are never shown.
  const longest = 400;

  function widthOf(text: string): number {
    let width = widths.get(text);
    if (width === undefined) {
      width = context.measureText(text).width;
      widths.set(text, width);
    }
    return width;
  }

  return {
    fit(text, pixels) {
      const shown = text.slice(0, longest);
      const full = widthOf(shown);
      if (full <= pixels) return shown;
      let letters = Math.floor((shown.length * pixels) / full);
      while (letters > 0) {
        const shortened = `${shown.slice(0, letters).replace(/[\ud800-\udbff]$/, '')}…`;
        if (context.measureText(shortened).width <= pixels) return shortened;
        letters--;
      }
      return '';
    },
  };
}
