import type { ToExtension } from '../src/protocol.ts';
import type { MenuItem } from './menu.ts';
import type { Picture } from './picture.ts';
import { pngOf } from './pngOf.ts';
import { svgOf } from './svgOf.ts';

/** What saves the charts in sight as an image. */
export function imageItems(pictures: () => readonly Picture[], post: (message: ToExtension) => void): MenuItem[] {
  return [
    {
      title: 'Image (PNG)',
      run: () => {
        void pngOf(pictures()).then((bytes) => {
          post({ type: 'saveImage', format: 'png', bytes });
        });
      },
    },
    {
      title: 'Image (SVG)',
      run: () => {
        post({ type: 'saveImage', format: 'svg', bytes: new TextEncoder().encode(svgOf(pictures())) });
      },
    },
  ];
}
