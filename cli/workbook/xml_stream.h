#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/workbook/book_trouble.h"
#include "cli/workbook/zip_archive.h"

namespace remit::cli {

/// The attributes of an element; names without what stands before a colon.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  /// Empty where there is none.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;

 private:
  const char** pairs_;
};

/// Is told what an XML text has in it; names without what stands before a colon. May throw, which
/// XmlStream hands on.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;
};

/// Reads one part of an archive as XML, bit by bit. Refuses a document type, which no workbook has
/// and from which entities could grow, and elements within elements without end.
class XmlStream {
 public:
  XmlStream(ZipPart part, std::string name, XmlHandler& handler);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  /// Reads some more; false at the end, and where something is wrong: see trouble().
  bool more();
  const std::optional<BookTrouble>& trouble() const { return trouble_; }
  /// Ends the reading: the handler has found something wrong.
  void refuse(BookTrouble trouble);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  ZipPart part_;
  std::string name_;
  std::optional<BookTrouble> trouble_;
  std::string buffer_;
};

/// Reads a whole part.
std::optional<BookTrouble> read_xml(const ZipArchive& archive, const std::string& name,
                                    XmlHandler& handler);

}  // namespace remit::cli
