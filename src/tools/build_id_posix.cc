// What the linker calls the program or shared library that this code is part of.
#include <elf.h>
#include <link.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "remit/manifest.h"

namespace remit {
namespace {

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text += kDigits[static_cast<unsigned char>(byte) >> 4];
    text += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  return text;
}

constexpr std::size_t padded(std::size_t size) { return (size + 3) / 4 * 4; }

/// The note NT_GNU_BUILD_ID among these, or empty.
std::string_view build_note(std::string_view notes) {
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    const auto& head = *reinterpret_cast<const ElfW(Nhdr)*>(notes.data());
    const std::size_t name = sizeof head, content = name + padded(head.n_namesz);
    const std::size_t end = content + padded(head.n_descsz);
    if (end > notes.size()) break;
    if (head.n_type == NT_GNU_BUILD_ID && notes.substr(name, 3) == "GNU")
      return notes.substr(content, head.n_descsz);
    notes.remove_prefix(end);
  }
  return {};
}

bool holds(const dl_phdr_info& object, std::uintptr_t address) {
  for (std::size_t i = 0; i < object.dlpi_phnum; ++i) {
    const auto& segment = object.dlpi_phdr[i];
    const std::uintptr_t begin = object.dlpi_addr + segment.p_vaddr;
    if (segment.p_type == PT_LOAD && address >= begin && address < begin + segment.p_memsz)
      return true;
  }
  return false;
}

int look(dl_phdr_info* object, std::size_t, void* found) {
  if (!holds(*object, reinterpret_cast<std::uintptr_t>(&look))) return 0;
  for (std::size_t i = 0; i < object->dlpi_phnum; ++i) {
    const auto& segment = object->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    const auto* const begin = reinterpret_cast<const char*>(object->dlpi_addr + segment.p_vaddr);
    const std::string_view note = build_note({begin, segment.p_memsz});
    if (!note.empty()) *static_cast<std::string*>(found) = hexadecimal(note);
  }
  return 1;
}

}  // namespace

const std::string& build() {
  static const std::string kBuild = [] {
    std::string found;
    ::dl_iterate_phdr(look, &found);
    return found;
  }();
  return kBuild;
}

}  // namespace remit
