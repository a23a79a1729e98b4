// Runs in the page before its own script: what VS Code's webview gives to a page, and what the tests ask of it.
/* global window, document, sessionStorage, structuredClone */

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
