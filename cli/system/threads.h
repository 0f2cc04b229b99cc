#pragma once

#include <future>

namespace remit::cli::system {

/// How work is done beside other work: by a thread of its own, or, where the system has none left,
/// when it is asked for. WebAssembly has no threads, and the std::async of its library, which
/// should find that out, waits for ever instead.
#if defined(__EMSCRIPTEN__)
inline constexpr std::launch kBeside = std::launch::deferred;
#else
inline constexpr std::launch kBeside = std::launch::async | std::launch::deferred;
#endif

}  // namespace remit::cli::system
