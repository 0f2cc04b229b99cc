// What stands beside the text: how the policy's own cases come out, and what a figure is.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>

#include "diagnostic/format.h"
#include "diagnostic/text/editor.h"
#include "editor/features.h"
#include "editor/protocol.h"
#include "editor/refusal.h"

namespace remit::editor {

namespace text = diagnostic::text;
using syntax::Label;
using syntax::NodeView;
using syntax::Rule;

namespace {

constexpr const char* kShowTest = "remit.showTest";

std::vector<TestOutcome> outcomes(const Snapshot& snapshot, base::Language language) {
  const std::optional<Policy>& policy = snapshot.policy();
  if (!policy) return {};
  Result<std::vector<TestOutcome>> outcomes =
      policy->run_tests({.language = language, .load_table = {}, .run = {}});
  return outcomes.ok() ? std::move(*outcomes) : std::vector<TestOutcome>();
}

}  // namespace

Json commands() { return Json::array({kShowTest}); }

Json code_lenses(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  Json lenses = Json::array();
  if (!place) return lenses;
  const base::Source& source = place.tree->source();
  const std::vector<TestOutcome> tests = outcomes(*place.snapshot, session.language);
  for (const NodeView policy : place.tree->root().children()) {
    for (const NodeView item : policy.children()) {
      if (!item.is(Rule::test)) continue;
      const std::string title(item[Label::title].text());
      for (const TestOutcome& test : tests) {
        if (test.title != title || test.file != source.name()) continue;
        const auto words = test.passed ? text::editor_test_passed : text::editor_test_failed;
        lenses.push_back(
            {{"range", range_json(source, item[Label::title].span())},
             {"command",
              {{"title", (test.passed ? "✓ " : "✗ ") + format_text(words, session.language)},
               {"command", kShowTest},
               {"arguments", {source.name(), title}}}}});
      }
    }
  }
  return lenses;
}

/// Of remit.showTest [document, title]: what was expected and what came, with its explanation;
/// empty where the case holds.
Json execute_command(Session& session, const Json& params) {
  if (params.at("command") != kShowTest)
    throw Refusal(format_text(text::editor_unknown_method, session.language,
                              {params.at("command").get<std::string>()}));
  const std::string uri = params.at("arguments").at(0).get<std::string>();
  const std::string title = params.at("arguments").at(1).get<std::string>();
  const auto snapshot = session.workspace.snapshot(uri);
  if (snapshot == nullptr) return nullptr;
  for (const TestOutcome& test : outcomes(*snapshot, session.language))
    if (test.title == title && test.file == uri) return test.message;
  return nullptr;
}

/// Behind the name of a declaration with a value: its type, which the text does not say. Once where
/// several columns are of one name, as a deadline's are.
Json inlay_hints(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  Json hints = Json::array();
  if (!place) return hints;
  const base::Source& source = place.tree->source();
  const std::uint32_t begin = offset_of(source, place_from(params.at("range").at("start")));
  const std::uint32_t end = offset_of(source, place_from(params.at("range").at("end")));
  std::set<std::uint32_t> told;
  for (const check::NameIndex::Declared& name : place.snapshot->names()) {
    const base::Span at = name.symbol.span;
    const bool said = name.symbol.kind == check::SymbolKind::column;
    if (said || !name.type || at.empty() || at.begin < begin || at.end > end) continue;
    if (!told.insert(at.end).second) continue;
    const Place behind = place_of(source, at.end);
    hints.push_back({{"position", {{"line", behind.line}, {"character", behind.character}}},
                     {"label", ": " + name.type->in(session.language)},
                     {"kind", InlayHintKind::type},
                     {"paddingRight", true}});
  }
  return hints;
}

}  // namespace remit::editor
