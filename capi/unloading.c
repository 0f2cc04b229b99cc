/* When the library is unloaded, what it asked to be called at the end of the program has to be
 * called then: afterwards the code is gone. The start files of g++ see to that; those of the
 * compiler of a release do not. Where both do, there is nothing left for the second. In C, since a
 * compiler of C++ has a declaration of its own for the handle. */
#ifdef __linux__

extern void* __dso_handle __attribute__((visibility("hidden")));
void __cxa_finalize(void* library);

/* The first priority there is, so that it comes last. */
__attribute__((destructor(101))) static void call_what_is_due(void) {
  __cxa_finalize(&__dso_handle);
}

#else

typedef int nothing_else; /* C has no empty files. */

#endif
