// A host with an Abseil and a C++ library of its own loads the self-contained library: neither sees
// the other's. Exceptions of the host pass through its own frames between calls, those of the
// library stay inside it, and both sides go on working. usage: beside PATH_OF_LIBREMIT
#include <absl/status/statusor.h>
#include <absl/strings/cord.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <dlfcn.h>
#include <remit.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

void check(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::exit(1);
}

template <typename Function>
Function* find(void* library, const char* name) {
  void* const found = dlsym(library, name);
  check(found != nullptr, name);
  return reinterpret_cast<Function*>(found);
}

absl::StatusOr<std::string> own_work(int number) {
  if (number < 0) return absl::InvalidArgumentError(absl::StrCat("below zero: ", number));
  absl::Cord cord("a cord of ");
  cord.Append(absl::StrFormat("%d", number));
  return std::string(cord);
}

constexpr const char* kPolicy =
    "policy p { currency CNY rounding half_up to 0.01 party t\n"
    "entity u { key id : text  v : money }\n"
    "reward r for u cite \"1\" { pay 20% * v from t } }";

void use(void* library) {
  const auto compile = find<decltype(remit_compile)>(library, "remit_compile");
  const auto message = find<decltype(remit_error_message)>(library, "remit_error_message");
  const auto free_error = find<decltype(remit_error_free)>(library, "remit_error_free");
  const auto free_policy = find<decltype(remit_policy_free)>(library, "remit_policy_free");
  for (int i = 0; i < 50; ++i) {
    try {
      remit_policy* policy = nullptr;
      remit_error* error = nullptr;
      const char* const name = "p.remit";
      const char* const wrong = "policy p { nonsense }";
      check(compile(1, &name, &kPolicy, nullptr, nullptr, &policy, &error) == REMIT_OK, "compiles");
      free_policy(policy);
      check(compile(1, &name, &wrong, nullptr, nullptr, &policy, &error) == REMIT_POLICY_ERROR,
            "is refused");
      check(message(error, REMIT_LANGUAGE_ZH, nullptr)[0] != '\0', "says why");
      free_error(error);
      check(*own_work(i) == "a cord of " + std::to_string(i), "the host's Abseil works");
      throw std::runtime_error(std::string(own_work(-1).status().message()));
    } catch (const std::exception& caught) {
      check(caught.what() == std::string("below zero: -1"), "the host's exceptions work");
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  check(count == 2, "one argument");
  check(own_work(1).ok(), "the host's Abseil works before");
  void* const library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) std::fprintf(stderr, "%s\n", dlerror());
  check(library != nullptr, "loads");
  check(dlsym(library, "_ZNKSt9exception4whatEv") == nullptr ||
            dlsym(library, "_ZNKSt9exception4whatEv") ==
                dlsym(RTLD_DEFAULT, "_ZNKSt9exception4whatEv"),
        "shows no C++ library of its own");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(use, library);
  for (std::thread& thread : threads) thread.join();
  // Globally too: a library that is loaded later must not find anything of it but remit_*.
  check(dlopen(arguments[1], RTLD_NOW | RTLD_GLOBAL) == library, "loads once more");
  use(library);
  std::puts("beside another Abseil: fine");
  return 0;
}
