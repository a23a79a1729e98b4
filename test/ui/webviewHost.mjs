// Runs in the page before its own script: what VS Code's webview gives to a page, and what the tests ask of it.
/* global window, document, sessionStorage, structuredClone, DOMParser */

window.posted = [];

// The state outlives a reload, as it does in VS Code.
window.acquireVsCodeApi = () => ({
  postMessage: (message) => window.posted.push(structuredClone(message)),
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
  setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
});

window.takePosted = () => window.posted.splice(0);

/** As VS Code does it: an event of the window, some time later. */
window.sendMessage = (message) => {
  window.postMessage(message, '*');
  return new Promise((resolve) => setTimeout(resolve, 30));
};

window.applyTheme = ({ bodyClass, variables }) => {
  const { style } = document.documentElement;
  for (const property of Array.from(style)) style.removeProperty(property);
  for (const [property, value] of Object.entries(variables)) style.setProperty(property, value);
  document.body.className = bodyClass;
};

document.addEventListener('securitypolicyviolation', (event) => {
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});

/** Colour of the visible canvas at a position in CSS pixels, once what has changed is drawn. */
window.pixelAt = async ({ x, y }) => {
  await new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve)));
  const canvas = Array.from(document.querySelectorAll('.chart-canvas')).find(({ clientWidth }) => clientWidth > 0);
  const ratio = window.devicePixelRatio;
  // Read from a copy: a canvas that is read from often is drawn in another way.
  const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  pixel.drawImage(canvas, -x * ratio, -y * ratio);
  return Array.from(pixel.getImageData(0, 0, 1, 1).data.slice(0, 3));
};

/** What an XML parser, which takes no mistake, finds in an image. */
window.parseSvg = (text) => {
  const all = Array.from(new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('*'));
  return {
    names: all.filter(({ localName }) => localName === 'text').map(({ textContent }) => textContent),
    fills: all.map((element) => element.getAttribute('fill') ?? ''),
    elements: Array.from(new Set(all.map(({ localName }) => localName))).sort(),
  };
};
