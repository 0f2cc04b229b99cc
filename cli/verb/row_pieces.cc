#include "cli/verb/row_pieces.h"

#include <utility>

#include "cli/csv/csv_pieces.h"
#include "cli/csv/file_bytes.h"
#include "cli/csv/file_words.h"
#include "cli/text/texts.h"
#include "cli/workbook/load_sheet.h"

namespace remit::cli {
namespace {

class FilePieces final : public RowPieces {
 public:
  FilePieces(const EntityInfo& entity, std::size_t index, std::string path,
             const LoadOptions& options, std::size_t piece_bytes)
      : entity_(entity),
        index_(index),
        path_(std::move(path)),
        options_(options),
        pieces_(piece_bytes) {}

  std::optional<std::string> open(int traversals) override {
    const absl::Status opened = pieces_.open(path_, options_.encoding);
    if (opened.ok()) return std::nullopt;
    if (absl::IsInvalidArgument(opened))
      return format_text(Text::stream_not_a_file, options_.language, {path_, traversals});
    return message(opened);
  }

  std::optional<std::string> rewind() override {
    rows_ = 0;
    const absl::Status begun = pieces_.rewind();
    if (begun.ok()) return std::nullopt;
    return message(begun);
  }

  std::optional<std::string> next(Data& batch, bool& done) override {
    const absl::StatusOr<CsvPieces::Piece*> got = pieces_.next();
    if (!got.ok()) return message(got.status());
    done = *got == nullptr;
    if (done) return std::nullopt;
    CsvPieces::Piece& piece = **got;
    if (piece.error)
      return table_message(*piece.error, piece.table, path_, index_, piece.rows_before, options_,
                           batch);
    rows_ += piece.table.rows();
    if (auto wrong = fill_table(path_, piece.table, {}, entity_, index_, options_, commas_, batch))
      return wrong;
    if (!std::exchange(noted_, true)) note(piece.table);
    return std::nullopt;
  }

 private:
  std::string message(const absl::Status& status) const {
    if (absl::IsOutOfRange(status) && pieces_.scan().trouble())
      return encoding_message(*pieces_.scan().trouble(), path_, options_.language);
    return format_text(Text::cannot_read, options_.language,
                       {path_, why_text(status, options_.language)});
  }

  /// What is to be said about the headers, once.
  void note(const CsvTable& table) const {
    const EncodingScan& scan = pieces_.scan();
    if (table.numbered)
      options_.note(perhaps_numbered_message(path_, *table.numbered, options_.language));
    if (scan.guessed())
      options_.note(
          read_as_message(path_, scan.encoding().name, scan.first_name(), options_.language));
    if (!scan.other_reading().empty())
      options_.note(
          other_reading_message(path_, scan.first_name(), scan.other_reading(), options_.language));
  }

  const EntityInfo& entity_;
  std::size_t index_;
  std::string path_;
  LoadOptions options_;
  CsvPieces pieces_;
  CommaWatch commas_;
  bool noted_ = false;
};

/// A cell of a sheet counts as so many bytes of a file.
constexpr std::size_t kBytesOfCell = 8;

class SheetRows final : public RowPieces {
 public:
  SheetRows(const EntityInfo& entity, std::size_t index, const TablePlace& place,
            const LoadOptions& options, std::size_t piece_bytes)
      : entity_(entity),
        index_(index),
        book_(*place.book),
        path_(place.text()),
        options_(options),
        pieces_(book_.book(), place.sheet, options.fill_merged,
                1 + piece_bytes / (kBytesOfCell * (entity.fields.size() + 1))) {}

  std::optional<std::string> open(int) override { return book_.read_strings(options_.language); }

  std::optional<std::string> rewind() override {
    rows_ = 0;
    const std::optional<BookTrouble> trouble = pieces_.rewind();
    if (!trouble) return std::nullopt;
    return message(*trouble);
  }

  std::optional<std::string> next(Data& batch, bool& done) override {
    SheetPieces::Piece* const piece = pieces_.next();
    if (pieces_.trouble()) return message(*pieces_.trouble());
    done = piece == nullptr;
    if (done) {
      if (!std::exchange(noted_, true)) tell_notes(pieces_.notes(), path_, options_);
      return std::nullopt;
    }
    if (piece->error)
      return table_message(*piece->error, piece->table, path_, index_, piece->rows_before, options_,
                           batch);
    rows_ += piece->table.rows();
    if (piece->table.numbered && piece->rows_before == 0 && !noted_)
      options_.note(perhaps_numbered_message(path_, *piece->table.numbered, options_.language));
    return fill_table(path_, piece->table, columns_of(pieces_, *piece), entity_, index_, options_,
                      commas_, batch);
  }

 private:
  std::string message(const BookTrouble& trouble) const {
    if (!book_.bytes().changed()) return book_message(trouble, path_, options_.language);
    return format_text(Text::cannot_read, options_.language,
                       {book_.path(), format_text(Text::file_changed, options_.language)});
  }

  const EntityInfo& entity_;
  std::size_t index_;
  OpenBook& book_;
  std::string path_;
  LoadOptions options_;
  SheetPieces pieces_;
  CommaWatch commas_;
  bool noted_ = false;
};

}  // namespace

std::unique_ptr<RowPieces> row_pieces(const Policy& policy, std::size_t entity,
                                      const TablePlace& place, const LoadOptions& options,
                                      std::size_t piece_bytes) {
  const EntityInfo& info = policy.entities()[entity];
  if (place.book != nullptr)
    return std::make_unique<SheetRows>(info, entity, place, options, piece_bytes);
  return std::make_unique<FilePieces>(info, entity, place.path, options, piece_bytes);
}

}  // namespace remit::cli
