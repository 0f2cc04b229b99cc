// What an editor is told after any number of edits is what it would be told of the text as it
// stands then: nothing is left over of what stood there before.
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/source.h"
#include "editor/positions.h"
#include "remit/editor.h"

namespace remit::editor {
namespace {

using Json = nlohmann::json;

constexpr int kEdits = 25;

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Json position(const std::string& text, std::uint32_t offset) {
  const Place place = place_of(base::Source("", text), offset);
  return {{"line", place.line}, {"character", place.character}};
}

/// A client with some open documents.
class Client {
 public:
  Client() { send({{"id", 1}, {"method", "initialize"}, {"params", {{"capabilities", {}}}}}); }

  void open(const std::string& uri, const std::string& text) {
    told_ = send({{"method", "textDocument/didOpen"},
                  {"params",
                   {{"textDocument",
                     {{"uri", uri}, {"languageId", "remit"}, {"version", 1}, {"text", text}}}}}});
  }
  void change(const std::string& uri, const Json& begin, const Json& end, const std::string& to) {
    told_ = send(
        {{"method", "textDocument/didChange"},
         {"params",
          {{"textDocument", {{"uri", uri}, {"version", 2}}},
           {"contentChanges", {{{"range", {{"start", begin}, {"end", end}}}, {"text", to}}}}}}});
  }

  /// What was said of all documents since, and what is answered of one of them at a place.
  std::vector<std::string> all(const std::string& uri, const Json& at) {
    std::vector<std::string> said = told_;
    for (const char* method :
         {"textDocument/hover", "textDocument/semanticTokens/full", "textDocument/documentSymbol",
          "textDocument/completion", "textDocument/definition", "textDocument/inlayHint"}) {
      Json params{{"textDocument", {{"uri", uri}}}, {"position", at}};
      params["range"] = {{"start", {{"line", 0}, {"character", 0}}}, {"end", at}};
      for (const std::string& answer :
           send({{"id", 2}, {"method", method}, {"params", std::move(params)}}))
        said.push_back(answer);
    }
    return said;
  }

 private:
  std::vector<std::string> send(Json message) {
    message["jsonrpc"] = "2.0";
    return server_.receive(message.dump(-1, ' ', false, Json::error_handler_t::replace));
  }

  LanguageServer server_;
  std::vector<std::string> told_;
};

struct Document {
  std::string uri;
  std::string text;
};

/// Pieces of the text come, go and change places: words, signs, whole lines.
class Edits {
 public:
  Edits(std::vector<Document> documents, std::uint32_t seed)
      : documents_(std::move(documents)), random_(seed) {
    for (const Document& each : documents_) client_.open(each.uri, each.text);
  }

  void one() {
    Document& of = documents_[below(documents_.size())];
    const std::uint32_t begin = place(of.text);
    const bool whole_line = below(4) == 0;
    std::uint32_t end = begin;
    for (std::size_t size = below(12); size > 0 && end < of.text.size(); --size) ++end;
    if (whole_line)
      end = static_cast<std::uint32_t>(std::min(of.text.find('\n', begin), of.text.size()));
    end = whole_letter(of.text, end);
    const std::string to = replacement(of.text);
    const Json from = position(of.text, begin), until = position(of.text, end);
    of.text.replace(begin, end - begin, to);
    client_.change(of.uri, from, until, to);
    const Json at = position(of.text, place(of.text));
    Client fresh;
    for (const Document& each : documents_) fresh.open(each.uri, each.text);
    const std::vector<std::string> kept = client_.all(of.uri, at);
    const std::vector<std::string> anew = fresh.all(of.uri, at);
    ASSERT_EQ(kept, anew) << "`" << to << "` at " << from.dump();
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  /// The next place that is not inside a letter.
  static std::uint32_t whole_letter(const std::string& text, std::uint32_t at) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    return at;
  }
  std::uint32_t place(const std::string& text) {
    return whole_letter(text, static_cast<std::uint32_t>(below(text.size() + 1)));
  }
  std::string replacement(const std::string& text) {
    constexpr const char* kPieces[] = {
        "",      " ",  "\n", "}",          "{", "0", "x", "(",      "\"",   "#",
        " and ", "元", "奖", " 50万 CNY ", ",", ".", "=", " when ", "cap ", "define y = 1\n"};
    if (below(3) != 0) return kPieces[below(std::size(kPieces))];
    const std::uint32_t begin = place(text);
    const std::uint32_t most = begin + static_cast<std::uint32_t>(below(40));
    const std::uint32_t end =
        whole_letter(text, std::min(most, static_cast<std::uint32_t>(text.size())));
    return text.substr(begin, end - begin);
  }

  std::vector<Document> documents_;
  std::minstd_rand random_;
  Client client_;
};

TEST(Edits, OfOneFile) {
  for (const std::string path : {"policies/000/en/policy.remit", "policies/000/policy.remit"}) {
    const std::string text = text_of(path);
    ASSERT_FALSE(text.empty()) << path;
    Edits edits({{"file:///policy.remit", text}}, 7);
    for (int i = 0; i < kEdits && !HasFatalFailure(); ++i) edits.one();
  }
}

TEST(Edits, OfALawAndWhatAmendsIt) {
  const std::string both = text_of("policies/new-and-old/en/policy.remit");
  const std::size_t second = both.find("\npolicy ", both.find("policy ") + 1);
  ASSERT_NE(second, std::string::npos);
  Edits edits({{"file:///law.remit", both.substr(0, second + 1)},
               {"file:///later.remit", both.substr(second + 1)}},
              11);
  for (int i = 0; i < 4 * kEdits && !HasFatalFailure(); ++i) edits.one();
}

}  // namespace
}  // namespace remit::editor
