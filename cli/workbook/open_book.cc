#include "cli/workbook/open_book.h"

#include <array>
#include <fstream>
#include <utility>

#include "cli/system/files.h"
#include "cli/text/texts.h"

namespace remit::cli {

std::optional<std::string> OpenBook::open(Language language) {
  BookTrouble trouble;
  book_ = Workbook::open(bytes_.view(), trouble);
  if (book_ == nullptr) return book_message(trouble, path_, language);
  return std::nullopt;
}

std::optional<std::string> OpenBook::read_strings(Language language) {
  if (std::exchange(has_strings_, true)) return std::nullopt;
  if (const auto trouble = book_->read_strings()) return book_message(*trouble, path_, language);
  return std::nullopt;
}

const FileDigest& OpenBook::digest() {
  if (!digest_) digest_ = BackgroundDigest(bytes_.view()).take();
  return *digest_;
}

OpenBook* OpenBooks::open(const std::string& path, Language language, std::string& wrong) {
  const auto known = books_.find(path);
  if (known != books_.end()) return known->second.get();
  absl::StatusOr<FileBytes> bytes = FileBytes::open(path);
  if (!bytes.ok()) {
    wrong = format_text(Text::cannot_read, language, {path, why_text(bytes.status(), language)});
    return nullptr;
  }
  auto book = std::make_unique<OpenBook>(path, *std::move(bytes));
  if (auto trouble = book->open(language)) {
    wrong = *std::move(trouble);
    return nullptr;
  }
  return books_.emplace(path, std::move(book)).first->second.get();
}

bool is_book(const std::string& path) {
  system::FileState state;
  if (!system::look_at(path, state) || !state.is_regular()) return false;
  std::ifstream file(path, std::ios::binary);
  std::array<char, 8> bytes{};
  file.read(bytes.data(), bytes.size());
  return is_workbook_file({bytes.data(), static_cast<std::size_t>(file.gcount())});
}

}  // namespace remit::cli
