// What the linker calls the module that this code is part of: the signature of its CodeView record,
// which the linker makes of the module's content (PE format, "Debug Directory").
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>
// After it.
#include "remit/manifest.h"

extern "C" const IMAGE_DOS_HEADER __ImageBase;  // where the module lies, by the linker

namespace remit {
namespace {

/// The record is the letters RSDS and the signature; then its age and a name, which say nothing.
constexpr std::string_view kLetters = "RSDS";
constexpr std::size_t kSignature = 16;

std::string hexadecimal(const char* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += kDigits[static_cast<unsigned char>(bytes[i]) >> 4];
    text += kDigits[static_cast<unsigned char>(bytes[i]) & 15];
  }
  return text;
}

std::string signature_of_module() {
  const auto* const base = reinterpret_cast<const char*>(&__ImageBase);
  const auto& head = *reinterpret_cast<const IMAGE_NT_HEADERS*>(base + __ImageBase.e_lfanew);
  const IMAGE_DATA_DIRECTORY& listed =
      head.OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_DEBUG];
  const auto* const entries =
      reinterpret_cast<const IMAGE_DEBUG_DIRECTORY*>(base + listed.VirtualAddress);
  for (std::size_t i = 0; i < listed.Size / sizeof *entries; ++i) {
    const char* const record = base + entries[i].AddressOfRawData;
    const bool known = entries[i].Type == IMAGE_DEBUG_TYPE_CODEVIEW &&
                       entries[i].SizeOfData >= kLetters.size() + kSignature;
    if (known && std::memcmp(record, kLetters.data(), kLetters.size()) == 0)
      return hexadecimal(record + kLetters.size(), kSignature);
  }
  return {};
}

}  // namespace

const std::string& build() {
  static const std::string kBuild = signature_of_module();
  return kBuild;
}

}  // namespace remit
