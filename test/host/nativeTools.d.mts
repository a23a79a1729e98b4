export function installNativeTools(): void;
