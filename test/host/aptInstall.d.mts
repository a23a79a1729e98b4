export function aptInstall(packageOf: Readonly<Record<string, string>>): void;
