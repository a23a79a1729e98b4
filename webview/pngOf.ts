import { paperContext, prepareContext } from './chartPaper.ts';
import { sizeOf, type Picture } from './picture.ts';

/** Pixels of the image per CSS pixel: sharp on every screen. */
const scale = 2;

/** The pictures below each other, as the bytes of a PNG file. */
export async function pngOf(pictures: readonly Picture[]): Promise<Uint8Array> {
  const [image, context] = paper(sizeOf(pictures));
  let y = 0;
  for (const picture of pictures) {
    const [part, brush] = paper(picture);
    prepareContext(brush, scale, picture.painter.colors);
    picture.draw({ ...picture.painter, brush });
    context.drawImage(part, 0, y);
    y += part.height;
  }
  const blob = await new Promise<Blob | null>((resolve) => {
    image.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('This browser cannot write a PNG.');
  return new Uint8Array(await blob.arrayBuffer());
}

function paper(size: Pick<Picture, 'width' | 'height'>): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(size.width * scale);
  canvas.height = Math.round(size.height * scale);
  return [canvas, paperContext(canvas)];
}
