export function installNativeTools(): void;
export function installLanguages(): void;
