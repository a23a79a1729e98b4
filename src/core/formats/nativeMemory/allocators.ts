/** What memory checkers put in the place of the functions that allocate and free. */
const allocator =
  /^(__interceptor_|__libc_|__GI_|_*)(malloc|calloc|realloc|reallocarray|free|cfree|memalign|posix_memalign|aligned_alloc|valloc|pvalloc|strdup|strndup)$|^operator (new|delete)(\[\])?\(/;

/** Whether a function only hands out or takes back memory: its caller is the one that a user asks about. */
export function isAllocator(name: string): boolean {
  return allocator.test(name);
}
