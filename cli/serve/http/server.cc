#include "cli/serve/http/server.h"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <exception>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "cli/serve/http/session.h"

namespace remit::cli::serve {
namespace {

namespace asio = boost::asio;
using Error = boost::system::error_code;
using Local = asio::local::stream_protocol;
using Tcp = asio::ip::tcp;
using std::chrono::milliseconds;

constexpr milliseconds kTick(250), kEndTime(50), kAcceptAgain(100);

}  // namespace

struct Server::Impl {
  Impl(Service& service, Log& log, ServerOptions given)
      : options(std::move(given)),
        shared(service, log, options),
        context(static_cast<int>(options.threads)),
        strand(context.get_executor()),
        tcp(strand),
        local(strand),
        signals(strand),
        tick_timer(strand),
        end_timer(strand),
        accept_timer(strand) {}

  std::string listen_on_socket();
  std::string listen_on_address();
  template <typename Acceptor>
  void accept(Acceptor& acceptor);
  template <typename Socket>
  void take(Socket socket);
  void answer_requests();
  void wait_for_signal();
  void on_signal(int signal);
  void reload();
  void tick();
  void close_sessions(void (Session::*close)());
  void end();
  void wait_for_end(std::chrono::steady_clock::time_point last);

  const ServerOptions options;
  Shared shared;
  bool made_socket = false;  // by this server, which removes it
  asio::io_context context;
  asio::strand<asio::io_context::executor_type> strand;  // of everything below
  Tcp::acceptor tcp;
  Local::acceptor local;
  asio::signal_set signals;
  asio::steady_timer tick_timer, end_timer, accept_timer;
};

Server::Server(Service& service, Log& log, ServerOptions options)
    : impl_(std::make_unique<Impl>(service, log, std::move(options))) {}

Server::~Server() {
  impl_->shared.workers.join();
  if (impl_->made_socket) ::unlink(impl_->options.socket.c_str());
}

namespace {

/// A signal that comes while something is being written (the line with the address, the log) must
/// not cost what is left of it; Asio's handlers interrupt the call.
void restart_calls_after(int signal) {
  struct sigaction how {};
  if (::sigaction(signal, nullptr, &how) != 0) return;
  how.sa_flags |= SA_RESTART;
  ::sigaction(signal, &how, nullptr);
}

}  // namespace

std::string Server::listen() {
  std::signal(SIGPIPE, SIG_IGN);  // a log that nobody reads ends nothing
  // Before anybody is told that it listens: what is sent from then on is kept until it runs.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    impl_->signals.add(signal);
    restart_calls_after(signal);
  }
  return impl_->options.socket.empty() ? impl_->listen_on_address() : impl_->listen_on_socket();
}

/// A socket that nobody listens on any more, left by a server that was killed, is replaced.
std::string Server::Impl::listen_on_socket() {
  Error error;
  const Local::endpoint endpoint(options.socket);
  Local::socket trial(context);
  trial.connect(endpoint, error);
  if (!error) return std::make_error_code(std::errc::address_in_use).message();
  struct stat status {};
  if (::lstat(options.socket.c_str(), &status) == 0) {
    if (!S_ISSOCK(status.st_mode)) return std::make_error_code(std::errc::file_exists).message();
    ::unlink(options.socket.c_str());
  }
  local.open(endpoint.protocol(), error);
  const mode_t mask = ::umask(0117);  // for the owner and the group
  if (!error) local.bind(endpoint, error);
  ::umask(mask);
  made_socket = !error;
  if (!error) local.listen(asio::socket_base::max_listen_connections, error);
  return error ? error.message() : "";
}

std::string Server::Impl::listen_on_address() {
  Error error;
  const asio::ip::address address = asio::ip::make_address(options.host, error);
  if (error) return error.message();
  const Tcp::endpoint endpoint(address, options.port);
  tcp.open(endpoint.protocol(), error);
  if (!error) tcp.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) tcp.bind(endpoint, error);
  if (!error) tcp.listen(asio::socket_base::max_listen_connections, error);
  return error ? error.message() : "";
}

std::string Server::address() const {
  if (!impl_->options.socket.empty()) return "unix:" + impl_->options.socket;
  const Tcp::endpoint endpoint = impl_->tcp.local_endpoint();
  const std::string host = endpoint.address().to_string();
  return "http://" + (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" +
         std::to_string(endpoint.port());
}

void Server::run() {
  Impl& impl = *impl_;
  if (impl.tcp.is_open()) impl.accept(impl.tcp);
  if (impl.local.is_open()) impl.accept(impl.local);
  impl.wait_for_signal();
  impl.tick();
  std::vector<std::thread> threads;
  for (std::uint32_t i = 1; i < impl.options.threads; ++i)
    threads.emplace_back([&impl] { impl.answer_requests(); });
  impl.answer_requests();
  for (std::thread& thread : threads) thread.join();
  impl.shared.log.flush();
}

/// A connection for which there is no memory is given up, and the others go on.
void Server::Impl::answer_requests() {
  for (;;) {
    try {
      context.run();
      return;
    } catch (const std::exception& fault) {
      shared.log.event("fault", fault.what());
    }
  }
}

template <typename Acceptor>
void Server::Impl::accept(Acceptor& acceptor) {
  acceptor.async_accept(
      asio::make_strand(context),
      [this, &acceptor](
          Error error,
          asio::basic_stream_socket<typename Acceptor::protocol_type, Session::Executor> socket) {
        if (shared.ending) return;
        if (!error) take(std::move(socket));
        if (!error || error == asio::error::connection_aborted) return accept(acceptor);
        accept_timer.expires_after(kAcceptAgain);  // no descriptors are left, say
        accept_timer.async_wait([this, &acceptor](Error) {
          if (!shared.ending) accept(acceptor);
        });
      });
}

template <typename Socket>
void Server::Impl::take(Socket socket) {
  Metrics& metrics = shared.service.metrics();
  if (metrics.connections >= options.connections) {
    ++metrics.turned_away;
    return;
  }
  Error ignored;
  if constexpr (std::is_same_v<typename Socket::protocol_type, Tcp>)
    socket.set_option(Tcp::no_delay(true), ignored);
  std::make_shared<Session>(Session::Socket(std::move(socket)), shared)->start();
}

void Server::Impl::wait_for_signal() {
  signals.async_wait([this](Error error, int signal) {
    if (!error) on_signal(signal);
  });
}

void Server::Impl::on_signal(int signal) {
  if (signal != SIGHUP) return end();
  wait_for_signal();
  asio::post(shared.workers, [this] { reload(); });
}

void Server::Impl::reload() {
  try {
    const auto fault = shared.service.load(Language::en);
    shared.log.event(fault ? "reload_failed" : "reloaded", fault ? fault->words : "");
  } catch (const std::exception& fault) {
    shared.log.event("reload_failed", fault.what());
  }
}

/// What is done some times a second. The next time is asked for first: what fails of this one, for
/// want of memory, is done then.
void Server::Impl::tick() {
  tick_timer.expires_after(kTick);
  tick_timer.async_wait([this](Error error) {
    if (!error && !shared.ending) tick();
  });
  shared.log.flush();
  close_sessions(&Session::close_if_late);
}

void Server::Impl::close_sessions(void (Session::*close)()) {
  for (const std::shared_ptr<Session>& session : shared.open_sessions()) ((*session).*close)();
}

void Server::Impl::end() {
  shared.ending = true;
  shared.log.event("ending", "");
  signals.cancel();
  tick_timer.cancel();
  accept_timer.cancel();
  Error ignored;
  tcp.close(ignored);
  local.close(ignored);
  wait_for_end(std::chrono::steady_clock::now() + std::chrono::seconds(options.grace_seconds));
}

/// What was due at the moment of the end cannot be cancelled any more (a timer's handler in the
/// queue), so the threads are stopped and do not wait until nothing is left to do.
void Server::Impl::wait_for_end(std::chrono::steady_clock::time_point last) {
  if (shared.service.metrics().connections == 0) return context.stop();
  if (std::chrono::steady_clock::now() >= last) {
    shared.service.stop_runs();
    shared.log.event("ended_early", std::to_string(shared.service.metrics().connections));
    return context.stop();
  }
  end_timer.expires_after(kEndTime);
  end_timer.async_wait([this, last](Error) { wait_for_end(last); });
  close_sessions(&Session::close_if_idle);
  close_sessions(&Session::close_if_late);
}

}  // namespace remit::cli::serve
