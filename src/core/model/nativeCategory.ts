import type { Category } from './category.ts';

/** Compiled or interpreted source that is not JavaScript. Headers of C++'s library have no ending. */
const nativeSource =
  /\.(c|cc|cpp|cxx|c\+\+|m|mm|h|hh|hpp|hxx|h\+\+|inc|inl|ipp|tcc|tpp|def|s|asm|rs|go|py|pyx|d|zig|swift|nim|f|f90|f95|ada|adb|cu|y|l)$|\/include\/(.*\/)?[^/.]+$/i;

/** Go's own sources: /usr/local/go/src, /usr/lib/go-1.19/src, ~/sdk/go1.22.0/src, and toolchains among the modules. */
const goRoot = /\/(usr\/(local|lib|share)\/go(lang|-[\d.]+)?|go\d[\w.]*|toolchain@[^/]*)\/src\//;

/** What systems, package managers and toolchains install, and where distributions build what they ship. */
const installed = [
  /^\/(usr\/(local\/)?(include|lib\w*|libexec|share|src)|lib\w*|nix\/store|gnu\/store|opt\/homebrew)\//,
  /^\/build\/(reproducible-path|[^/]+-[A-Za-z0-9]{6})\//,
  /^\.{1,2}\//,
  /^\/rustc\/|\/\.(cargo\/(registry|git)|rustup\/toolchains)\//,
  /\/(site-packages|dist-packages)\//,
  /\/pkg\/mod\/|\/vendor\/(github\.com|golang\.org)\//,
  /\/libstdc\+\+-v3\/|\/(glibc|musl|llvm-project)(-[^/]*)?\//,
];

/** Whose code a source file of a native program is. */
export function nativeCategoryOf(file: string): Category {
  if (file === '') return 'native';
  if (goRoot.test(file)) return 'runtime';
  return installed.some((place) => place.test(file)) ? 'dependency' : 'own';
}

/** Whether a file's language is one that no JavaScript engine runs. */
export function isNativeSource(file: string): boolean {
  return nativeSource.test(file);
}
