#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "cli/csv/file_bytes.h"
#include "cli/csv/file_digest.h"
#include "cli/workbook/workbook.h"
#include "remit/language.h"

namespace remit::cli {

/// A workbook that was opened, with the bytes of its file.
class OpenBook {
 public:
  OpenBook(std::string path, FileBytes bytes) : path_(std::move(path)), bytes_(std::move(bytes)) {}

  /// What is wrong with it, in words, if anything is.
  std::optional<std::string> open(Language language);
  /// Reads what the cells refer to, once.
  std::optional<std::string> read_strings(Language language);

  const std::string& path() const { return path_; }
  const Workbook& book() const { return *book_; }
  const FileBytes& bytes() const { return bytes_; }
  /// Of the file, made once.
  const FileDigest& digest();

 private:
  std::string path_;
  FileBytes bytes_;
  std::unique_ptr<Workbook> book_;
  bool has_strings_ = false;
  std::optional<FileDigest> digest_;
};

/// The workbooks of a run, each opened once however many tables it has.
class OpenBooks {
 public:
  /// Null where it cannot be read; `wrong` has the reason in words.
  OpenBook* open(const std::string& path, Language language, std::string& wrong);
  /// Lets go of all of them, with the texts that their cells share; who reads again opens again.
  void close() { books_.clear(); }

 private:
  std::map<std::string, std::unique_ptr<OpenBook>> books_;
};

/// Whether the file is a workbook or an archive, by its first bytes; one that cannot be read is
/// none.
bool is_book(const std::string& path);

}  // namespace remit::cli
