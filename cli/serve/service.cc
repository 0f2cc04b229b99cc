#include "cli/serve/service.h"

#include <time.h>

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "cli/serve/answers.h"
#include "cli/serve/openapi.h"
#include "cli/serve/problem.h"
#include "remit/untrusted.h"

namespace remit::cli::serve {
namespace {

std::uint64_t microseconds_by(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000 +
         static_cast<std::uint64_t>(now.tv_nsec) / 1'000;
}

/// `127.0.0.1:8080`, `localhost`, `[::1]:8080`: a name of this machine itself.
bool is_own_host(std::string_view host) {
  for (const std::string_view own : {"localhost", "127.0.0.1", "[::1]"})
    if (host == own || (host.starts_with(own) && host[own.size()] == ':')) return true;
  return host.empty();
}

bool is_json(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(
             absl::string_view(type.data(), type.size()))) == "application/json";
}

std::optional<Answer> refuse_route(const Match& match, Language language) {
  if (match.ill_formed) return problem(Trouble::bad_target, language);
  if (match.route != nullptr) return std::nullopt;
  if (match.allow.empty()) return problem(Trouble::no_such_route, language);
  Answer answer = problem(Trouble::no_such_method, language, {match.allow});
  answer.allow = match.allow;
  return answer;
}

}  // namespace

Limits limits_of_strangers(std::uint64_t milliseconds) {
  Limits limits = untrusted_limits();
  limits.declarations = 5'000;
  limits.columns = 5'000;
  limits.expression_nodes = 500'000;
  limits.rows = 1'000'000;
  limits.memory_bytes = std::uint64_t{256} << 20;
  limits.steps = 2'000'000'000;
  limits.milliseconds = milliseconds;
  return limits;
}

std::optional<Shelf::Fault> Service::load(Language language) {
  const std::lock_guard reading(reading_mutex_);
  std::shared_ptr<const Shelf> read;
  if (auto fault = Shelf::read(options_.directory, limits_of_strangers(options_.milliseconds),
                               language, read)) {
    ++metrics_.failed_reloads;
    return fault;
  }
  ++metrics_.reloads;
  const std::lock_guard lock(shelf_mutex_);
  shelf_ = std::move(read);
  return std::nullopt;
}

std::shared_ptr<const Shelf> Service::shelf() const {
  const std::lock_guard lock(shelf_mutex_);
  return shelf_;
}

Job Service::admit(const Request& request) const {
  Job job;
  job.language = preferred_language(request.accept_language, options_.language);
  job.match = match_route(request.method, request.target);
  const auto refuse = [&](Trouble trouble, std::vector<Argument> arguments = {}) {
    job.refusal = problem(trouble, job.language, arguments);
    return std::move(job);
  };
  if (options_.own_host_only && !is_own_host(request.host)) return refuse(Trouble::wrong_host);
  if ((job.refusal = refuse_route(job.match, job.language))) return job;
  const RouteInfo& route = *job.match.route;
  if (route.access != Access::open && !options_.tokens.empty()) {
    job.client = options_.tokens.client_of(request.authorization);
    if (job.client == nullptr) return refuse(Trouble::no_token);
    if (route.access == Access::keeper && !job.client->may_reload)
      return refuse(Trouble::not_allowed);
  }
  if (route.body != "none" && !is_json(request.content_type)) return refuse(Trouble::not_json);
  const bool text = route.route == Route::check_text || route.route == Route::evaluate_text;
  if (text && !options_.client_policies) return refuse(Trouble::no_client_policies);
  job.shelf = shelf();
  if (route.path.find("{policy}") == std::string_view::npos) return job;
  job.served = job.shelf->find(job.match.policy);
  if (job.served == nullptr) return refuse(Trouble::no_such_policy, {job.match.policy});
  return job;
}

bool Service::is_slow(const Job& job, std::size_t body_size) {
  if (job.refusal) return false;
  if (job.match.route->pace == Pace::slow || body_size > kSmallBody) return true;
  return job.match.route->route == Route::evaluate && !job.served->is_quick();
}

Answer Service::answer(const Job& job, std::string_view body) {
  if (job.refusal) return *job.refusal;
  switch (job.match.route->route) {
    case Route::health:
      return {200, R"({"status":"ok"})"};
    case Route::openapi:
      return {200, openapi_document(job.language)};
    case Route::metrics:
      return {200, metrics_.text(job.shelf->policies().size()), "text/plain; version=0.0.4"};
    case Route::policies:
      return list_policies(*job.shelf);
    case Route::policy:
      return describe_policy(job.match.policy, *job.served, job.language);
    case Route::versions:
      return list_versions(*job.served);
    case Route::clauses:
      return list_clauses(job.served->on(std::nullopt));
    case Route::check:
      return {200, job.served->on(std::nullopt).diagnostics().json(job.language)};
    case Route::reload:
      return reload(job);
    case Route::evaluate:
      return with_body(job, body, [&](const Asked& asked) {
        return evaluate_timed(job, asked, body.size() <= kSmallBody);
      });
    case Route::explain:
      return with_body(job, body, [&](const Asked& asked) { return explain(*job.served, asked); });
    case Route::needs:
      return with_body(job, body, [&](const Asked& asked) { return needs(*job.served, asked); });
    case Route::check_text:
      return with_body(job, body, check_text);
    case Route::evaluate_text:
      return with_body(job, body, evaluate_text);
  }
  return problem(Trouble::no_such_route, job.language);
}

template <typename How>
Answer Service::with_body(const Job& job, std::string_view body, const How& how) const {
  JsonDocument json;
  const JsonFault fault = parse_json(body, json);
  switch (fault.kind) {
    case JsonFault::Kind::none:
      break;
    case JsonFault::Kind::malformed:
      return problem(Trouble::malformed_json, job.language, {fault.byte});
    case JsonFault::Kind::too_deep:
      return problem(Trouble::too_deep, job.language, {kMostDepth});
    case JsonFault::Kind::twice:
      return problem(Trouble::name_twice, job.language, {fault.name});
  }
  const Limits limits = limits_of_strangers(options_.milliseconds);
  return how(Asked{json.root, job.language, limits, cancel_});
}

/// What counts is what the run costs, however busy the machine is: the time that this thread had
/// the processor. To ask for that is a call of the system, half a microsecond. While the policy is
/// known to be quick, the clock on the wall will do, which shows no less; where it shows too much,
/// the next run is measured again.
Answer Service::evaluate_timed(const Job& job, const Asked& asked, bool small) {
  const clockid_t clock = job.served->is_quick() ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID;
  const std::uint64_t began = microseconds_by(clock);
  Answer answer = evaluate(*job.served, asked);
  if (small) job.served->measured(microseconds_by(clock) - began);
  return answer;
}

Answer Service::reload(const Job& job) {
  const std::optional<Shelf::Fault> fault = load(job.language);
  if (!fault) return list_policies(*shelf());
  return problem(Trouble::policies_wrong, job.language, {fault->words});
}

}  // namespace remit::cli::serve
