#include "cli/serve/http/session.h"

#include <array>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <exception>
#include <new>
#include <utility>
#include <vector>

#include "cli/serve/problem.h"

namespace remit::cli::serve {
namespace {

namespace http = boost::beast::http;
using std::chrono::seconds;

/// How long, and how much, a client that was refused may go on sending.
constexpr seconds kLingerTime(2);
constexpr std::size_t kHeadBytes = std::size_t{16} << 10;
/// Bodies of all requests together.
constexpr std::uint64_t kAllBodies = std::uint64_t{256} << 20;
/// Of a request that is refused: as much is read all the same, so that the connection can go on.
constexpr std::uint64_t kReadAnyway = std::uint64_t{64} << 10;
/// Requests that may wait for each worker.
constexpr std::int64_t kWaiting = 32;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Session::Session(Socket socket, Shared& shared) : socket_(std::move(socket)), shared_(shared) {
  wait_for_ever();
  ++shared_.service.metrics().connections;
  const std::lock_guard lock(shared_.sessions_mutex);
  shared_.sessions.insert(this);
}

Session::~Session() {
  release();
  --shared_.service.metrics().connections;
  const std::lock_guard lock(shared_.sessions_mutex);
  shared_.sessions.erase(this);
}

void Session::start() {
  boost::asio::dispatch(socket_.get_executor(), [self = shared_from_this()] { self->read_head(); });
}

std::vector<std::shared_ptr<Session>> Shared::open_sessions() {
  std::vector<std::shared_ptr<Session>> open;
  const std::lock_guard lock(sessions_mutex);
  open.reserve(sessions.size());  // so that nothing throws while one is held here alone
  // In any order: what is done is done to each by itself.
  for (Session* const session : sessions)
    if (std::shared_ptr<Session> held = session->weak_from_this().lock())
      open.push_back(std::move(held));  // else it is just being destroyed
  return open;
}

void Session::close_if_idle() {
  boost::asio::post(socket_.get_executor(), [self = shared_from_this()] {
    if (self->idle_) self->close();
  });
}

void Session::close_if_late() {
  if (!is_late()) return;
  boost::asio::post(socket_.get_executor(), [self = shared_from_this()] {
    if (self->is_late()) self->close();
  });
}

void Session::wait_for(std::chrono::seconds time) {
  const auto latest = std::chrono::steady_clock::now() + time;
  latest_.store(latest.time_since_epoch().count(), std::memory_order_relaxed);
}

std::chrono::seconds Session::request_time() const {
  return std::chrono::seconds(shared_.options.request_seconds);
}

void Session::wait_for_ever() {
  latest_.store(std::chrono::steady_clock::time_point::max().time_since_epoch().count(),
                std::memory_order_relaxed);
}

bool Session::is_late() const {
  return std::chrono::steady_clock::now().time_since_epoch().count() >
         latest_.load(std::memory_order_relaxed);
}

void Session::read_head() {
  if (shared_.ending) return close();
  idle_ = true;
  parser_.emplace();
  parser_->header_limit(kHeadBytes);
  parser_->body_limit(shared_.options.body_bytes);
  wait_for(request_time());
  http::async_read_header(
      socket_, buffer_, *parser_,
      [self = shared_from_this()](Error error, std::size_t) { self->on_head(error); });
}

void Session::on_head(Error error) {
  idle_ = false;
  number_ = ++shared_.requests;
  began_ = std::chrono::steady_clock::now();
  if (error == http::error::body_limit) {
    job_ = shared_.service.admit(request());
    return refuse_unread(
        problem(Trouble::too_large, job_->language, {shared_.options.body_bytes >> 10}));
  }
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return refuse_unread(problem(Trouble::bad_head, Language::en));
  if (error.category() == http::make_error_code(http::error::end_of_stream).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message)
    return refuse_unread(problem(Trouble::bad_target, Language::en));
  if (error) return close();
  job_ = shared_.service.admit(request());
  const auto length = parser_->content_length();
  if (parser_->is_done()) return answer();
  const std::uint64_t bytes = length ? *length : shared_.options.body_bytes;
  if (job_->refusal && bytes > kReadAnyway) return refuse_unread(*std::move(job_->refusal));
  if (!reserve(bytes)) return refuse_unread(problem(Trouble::busy, job_->language));
  if (!boost::beast::iequals(parser_->get()[http::field::expect], "100-continue"))
    return read_body();
  auto go_on = std::make_shared<http::response<http::empty_body>>(http::status::continue_, 11);
  http::async_write(socket_, *go_on, [self = shared_from_this(), go_on](Error failed, std::size_t) {
    failed ? self->close() : self->read_body();
  });
}

/// What came together with the head, as small bodies do, is taken as it lies here.
void Session::read_body() {
  Error error;
  parser_->eager(true);
  if (buffer_.size() != 0) buffer_.consume(parser_->put(buffer_.data(), error));
  if (error == http::error::need_more) error = {};
  if (error || parser_->is_done()) return on_body(error);
  wait_for(request_time());
  http::async_read(
      socket_, buffer_, *parser_,
      [self = shared_from_this()](Error failed, std::size_t) { self->on_body(failed); });
}

void Session::on_body(Error error) {
  if (error == http::error::body_limit)
    return refuse_unread(
        problem(Trouble::too_large, job_->language, {shared_.options.body_bytes >> 10}));
  error ? close() : answer();
}

void Session::answer() {
  began_ = std::chrono::steady_clock::now();
  if (!Service::is_slow(*job_, parser_->get().body().size())) return write(answered());
  answer_by_worker();
}

/// Whatever is thrown, memory having run out as a rule, is this request's own trouble.
Answer Session::answered() const {
  try {
    return shared_.service.answer(*job_, parser_->get().body());
  } catch (const std::bad_alloc&) {
    return problem(Trouble::out_of_memory, job_->language);
  } catch (const std::exception& fault) {
    return problem(Trouble::internal_error, job_->language, {fault.what()});
  }
}

void Session::answer_by_worker() {
  std::atomic<std::int64_t>& working = shared_.service.metrics().working;
  if (++working > kWaiting * shared_.options.threads) {
    --working;
    return write(problem(Trouble::busy, job_->language));
  }
  wait_for_ever();
  boost::asio::post(shared_.workers, [self = shared_from_this(), &working] {
    Answer answer = self->answered();
    --working;
    boost::asio::post(self->socket_.get_executor(), [self, answer = std::move(answer)]() mutable {
      self->write(std::move(answer));
    });
  });
}

namespace {

/// The status line and the fields of an answer, as one text. HEAD is told how long the body is too.
void write_head(const Answer& answer, std::uint64_t number, bool keep, std::string& head) {
  const auto field = [&head](std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
  };
  const auto reason = http::obsolete_reason(static_cast<http::status>(answer.status));
  head.assign("HTTP/1.1 ").append(std::to_string(answer.status)).append(" ");
  head.append(view(reason)).append("\r\n");
  field("Content-Type", answer.type);
  field("Request-Id", std::to_string(number));
  if (!answer.allow.empty()) field("Allow", answer.allow);
  if (answer.status == 401) field("WWW-Authenticate", "Bearer");
  if (answer.status == 503) field("Retry-After", "1");
  if (!keep) field("Connection", "close");
  field("Content-Length", std::to_string(answer.body.size()));
  head.append("\r\n");
}

}  // namespace

/// Head and body go out together. (Beast's serializer takes as long as the rest of HTTP.)
void Session::write(Answer answer) {
  const bool head = parser_->get().method() == http::verb::head;
  const bool keep = parser_->is_done() && parser_->get().keep_alive() && !shared_.ending;
  write_head(answer, number_, keep, head_);
  status_ = answer.status;
  body_ = head ? std::string() : std::move(answer.body);
  const std::array<boost::asio::const_buffer, 2> parts{boost::asio::buffer(head_),
                                                       boost::asio::buffer(body_)};
  wait_for(request_time());
  boost::asio::async_write(socket_, parts,
                           [self = shared_from_this(), keep](Error error, std::size_t bytes) {
                             self->on_written(error, bytes, keep);
                           });
}

/// Answers a request that is not read to its end, and lets the client read the answer before the
/// connection is closed.
void Session::refuse_unread(Answer answer) {
  if (!job_) job_.emplace();
  write(std::move(answer));
}

void Session::on_written(Error error, std::size_t bytes, bool keep) {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - began_);
  const RouteInfo* const route = job_->match.route;
  const auto microseconds = static_cast<std::uint64_t>(took.count());
  shared_.service.metrics().count(route, status_, microseconds);
  shared_.log.request({number_, route == nullptr ? "none" : route->name,
                       job_->served == nullptr ? std::string_view() : job_->match.policy,
                       job_->client == nullptr ? std::string_view() : job_->client->name, status_,
                       parser_->get().body().size(), bytes, microseconds});
  job_.reset();
  release();
  if (error) return close();
  if (keep) return read_head();
  if (parser_->is_done()) return close();
  linger();
}

void Session::linger() {
  Error ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  wait_for(kLingerTime);
  buffer_.clear();
  socket_.async_read_some(
      buffer_.prepare(kHeadBytes), [self = shared_from_this()](Error error, std::size_t) {
        if (error) return self->close();
        self->buffer_.clear();
        self->socket_.async_read_some(self->buffer_.prepare(kHeadBytes),
                                      [self](Error, std::size_t) { self->close(); });
      });
}

void Session::close() {
  Error ignored;
  socket_.shutdown(Socket::shutdown_both, ignored);
  socket_.close(ignored);
}

Request Session::request() const {
  const auto& message = parser_->get();
  return {view(message.method_string()),
          view(message.target()),
          view(message[http::field::authorization]),
          view(message[http::field::accept_language]),
          view(message[http::field::content_type]),
          view(message[http::field::host]),
          {}};
}

bool Session::reserve(std::uint64_t bytes) {
  if (shared_.body_bytes.fetch_add(bytes) + bytes > kAllBodies) {
    shared_.body_bytes -= bytes;
    return false;
  }
  reserved_ = bytes;
  return true;
}

void Session::release() {
  shared_.body_bytes -= reserved_;
  reserved_ = 0;
}

}  // namespace remit::cli::serve
