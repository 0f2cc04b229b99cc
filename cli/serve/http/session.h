#pragma once

// The one header that knows Boost.Beast; only session.cc and server.cc include it.

#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "cli/serve/http/server.h"
#include "cli/serve/log.h"
#include "cli/serve/service.h"

namespace remit::cli::serve {

class Session;

/// What all connections of a server share.
struct Shared {
  Shared(Service& the_service, Log& the_log, const ServerOptions& the_options)
      : service(the_service), log(the_log), options(the_options), workers(the_options.threads) {}

  Service& service;
  Log& log;
  const ServerOptions& options;
  boost::asio::thread_pool workers;
  std::atomic<bool> ending{false};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> body_bytes{0};  ///< of requests that are being read or answered

  /// The connections that there are. Whoever holds one may be its last owner, so nothing is done
  /// to them while the list is locked.
  std::vector<std::shared_ptr<Session>> open_sessions();

  std::mutex sessions_mutex;
  std::unordered_set<Session*> sessions;
};

/// One connection: reads a request, has it answered, writes the answer, and so on. Everything of it
/// runs on its strand, but for the answering of slow requests, which a worker does meanwhile.
/// What it waits for has a time; the server looks some times a second at who is late, which costs
/// a request nothing. (A timer of its own, armed for each read and write, takes a tenth of it.)
class Session : public std::enable_shared_from_this<Session> {
 public:
  using Protocol = boost::asio::generic::stream_protocol;
  using Executor = boost::asio::strand<boost::asio::io_context::executor_type>;
  using Socket = boost::asio::basic_stream_socket<Protocol, Executor>;

  Session(Socket socket, Shared& shared);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start();
  /// Closes it if it waits for a request. From any thread.
  void close_if_idle();
  /// Closes it if what it waits for has taken too long. From any thread.
  void close_if_late();

 private:
  using Error = boost::system::error_code;

  /// From now on it waits so long, or without an end.
  void wait_for(std::chrono::seconds time);
  void wait_for_ever();
  bool is_late() const;
  std::chrono::seconds request_time() const;

  void read_head();
  void on_head(Error error);
  void read_body();
  void on_body(Error error);
  void refuse_unread(Answer answer);
  void answer();
  void answer_by_worker();
  Answer answered() const;
  void write(Answer answer);
  void on_written(Error error, std::size_t bytes, bool keep);
  void linger();
  void close();
  Request request() const;
  bool reserve(std::uint64_t bytes);
  void release();

  Socket socket_;
  Shared& shared_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
  std::string head_, body_;  ///< of the answer, while it is written
  unsigned status_ = 0;
  std::optional<Job> job_;
  std::chrono::steady_clock::time_point began_;
  std::atomic<std::chrono::steady_clock::rep> latest_;  ///< on that clock
  std::uint64_t number_ = 0;
  std::uint64_t reserved_ = 0;
  bool idle_ = true;
};

}  // namespace remit::cli::serve
