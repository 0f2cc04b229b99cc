#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "remit/data.h"
#include "remit/lines.h"
#include "remit/status.h"

namespace remit {

/// A table of texts that comes in parts, some rows after others, so that nobody holds the texts of
/// all of them. Put together they are what Data::set_table_text makes of all rows at once, wherever
/// they are cut.
class TextTable {
 public:
  /// Rows that were read and have not been added yet. Must not outlive its table.
  class Part {
   public:
    struct Impl;
    explicit Part(std::unique_ptr<Impl> impl);
    Part(Part&&) noexcept;
    Part& operator=(Part&&) noexcept;
    ~Part();

    Impl& impl() const { return *impl_; }

   private:
    std::unique_ptr<Impl> impl_;
  };

  /// A table without rows for an entity of `data`. `columns` are those of Data::set_table_text,
  /// without cells and covered ones. `rows`: about as many will come; 0: not known.
  static Result<TextTable> make(const Data& data, std::size_t entity,
                                std::span<const TextColumn> columns, std::uint64_t rows = 0);
  TextTable(TextTable&&) noexcept;
  TextTable& operator=(TextTable&&) noexcept;
  ~TextTable();

  /// Reads rows: cells[i] are those of column i, all of one length, and not looked at afterwards.
  /// Any number of threads may read at the same time. They share what the policy's limits allow.
  Result<Part> read(std::span<const std::vector<std::string_view>> cells) const;

  /// Puts the rows behind those that were added before; by one thread at a time, beside others that
  /// read. `lines`: where they stand in a file, counting from the first of them.
  Status add(Part part, std::span<const LineRun> lines = {});

  /// Replaces the table of the entity, as Data::set_table_text does; `data` is one of the same
  /// policy. Nothing is left here.
  Status give_to(Data& data) &&;

 private:
  struct Impl;
  explicit TextTable(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace remit
