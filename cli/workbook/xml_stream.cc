#include "cli/workbook/xml_stream.h"

#include <expat.h>

#include <exception>
#include <utility>

namespace remit::cli {
namespace {

constexpr std::size_t kAtOnce = std::size_t{64} << 10;
constexpr int kDeepest = 64;

std::string_view local(std::string_view name) { return name.substr(name.rfind(':') + 1); }

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local(pair[0]) == name) return pair[1];
  return {};
}

bool XmlAttributes::has(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local(pair[0]) == name) return true;
  return false;
}

// The parser is C: nothing may be thrown through it.
struct XmlStream::Parser {
  explicit Parser(XmlHandler& told) : handler(told), expat(XML_ParserCreate(nullptr)) {
    if (expat == nullptr) throw std::bad_alloc();
    XML_SetUserData(expat, this);
    XML_SetElementHandler(expat, on_start, on_end);
    XML_SetCharacterDataHandler(expat, on_text);
    XML_SetStartDoctypeDeclHandler(expat, on_doctype);
  }
  ~Parser() { XML_ParserFree(expat); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  template <typename Tell>
  void guarded(Tell tell) {
    if (stopped) return;
    try {
      tell();
    } catch (...) {
      thrown = std::current_exception();
      stop();
    }
  }

  void stop() {
    stopped = true;
    XML_StopParser(expat, XML_FALSE);
  }

  static void on_start(void* self, const char* name, const char** attributes) {
    auto& parser = *static_cast<Parser*>(self);
    if (++parser.depth > kDeepest) return parser.stop();
    parser.guarded([&] { parser.handler.start(local(name), XmlAttributes(attributes)); });
  }
  static void on_end(void* self, const char* name) {
    auto& parser = *static_cast<Parser*>(self);
    --parser.depth;
    parser.guarded([&] { parser.handler.end(local(name)); });
  }
  static void on_text(void* self, const char* text, int size) {
    auto& parser = *static_cast<Parser*>(self);
    parser.guarded([&] { parser.handler.text({text, static_cast<std::size_t>(size)}); });
  }
  static void on_doctype(void* self, const char*, const char*, const char*, int) {
    static_cast<Parser*>(self)->stop();
  }

  XmlHandler& handler;
  XML_Parser expat;
  int depth = 0;
  bool stopped = false;
  std::exception_ptr thrown;
};

XmlStream::XmlStream(ZipPart part, std::string name, XmlHandler& handler)
    : parser_(std::make_unique<Parser>(handler)),
      part_(std::move(part)),
      name_(std::move(name)),
      buffer_(kAtOnce, '\0') {}

XmlStream::~XmlStream() = default;

void XmlStream::refuse(BookTrouble trouble) {
  if (!trouble_) trouble_ = std::move(trouble);
  parser_->stop();
}

bool XmlStream::more() {
  if (trouble_) return false;
  const std::optional<std::size_t> got = part_.read(buffer_.data(), buffer_.size());
  if (!got) {
    trouble_ = part_.trouble();
    return false;
  }
  const bool good = XML_Parse(parser_->expat, buffer_.data(), static_cast<int>(*got),
                              *got == 0 ? XML_TRUE : XML_FALSE) == XML_STATUS_OK;
  if (parser_->thrown) std::rethrow_exception(std::exchange(parser_->thrown, nullptr));
  if (trouble_) return false;
  if (good) return *got > 0;
  trouble_ = BookTrouble{BookTrouble::Kind::broken, name_,
                         "XML, " + std::to_string(XML_GetCurrentLineNumber(parser_->expat)) + ":" +
                             std::to_string(XML_GetCurrentColumnNumber(parser_->expat) + 1)};
  return false;
}

std::optional<BookTrouble> read_xml(const ZipArchive& archive, const std::string& name,
                                    XmlHandler& handler) {
  BookTrouble trouble;
  std::optional<ZipPart> part = archive.open(name, trouble);
  if (!part) return trouble;
  XmlStream stream(*std::move(part), name, handler);
  while (stream.more()) {
  }
  return stream.trouble();
}

}  // namespace remit::cli
