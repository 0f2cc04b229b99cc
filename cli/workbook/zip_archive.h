#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/workbook/book_trouble.h"

namespace remit::cli {

/// One part of an archive, unpacked bit by bit. Refuses what unpacks to hundreds of times its size.
class ZipPart {
 public:
  ~ZipPart();
  ZipPart(ZipPart&&) noexcept;
  ZipPart& operator=(ZipPart&&) = delete;

  /// Up to `size` bytes; 0 at the end, where the checksum was right. Nothing: see trouble().
  std::optional<std::size_t> read(char* to, std::size_t size);
  const BookTrouble& trouble() const { return trouble_; }
  /// Bytes when unpacked, as the archive says.
  std::uint64_t size() const { return size_; }

 private:
  friend class ZipArchive;
  struct Source;
  ZipPart(std::unique_ptr<Source> source, std::string name);

  std::unique_ptr<Source> source_;
  std::string name_;
  std::uint64_t packed_ = 0, size_ = 0, read_ = 0;
  BookTrouble trouble_;
};

/// A zip archive in memory. Its parts may be read at the same time, each by one thread.
class ZipArchive {
 public:
  /// `bytes` must outlive the archive and its parts.
  explicit ZipArchive(std::string_view bytes) : bytes_(bytes) {}

  /// Whether the bytes have a directory of parts at all.
  bool is_archive() const;
  /// Names are found in any case and with either stroke between folders, as some programs write
  /// them otherwise than they refer to them.
  bool has(const std::string& name) const;
  /// Nothing if there is no such part, or `trouble` says why it cannot be read.
  std::optional<ZipPart> open(const std::string& name, BookTrouble& trouble) const;

 private:
  std::string_view bytes_;
};

}  // namespace remit::cli
