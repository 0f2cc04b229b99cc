#include "cli/csv/output_folder.h"

#include <filesystem>
#include <utility>

#include "cli/csv/file_bytes.h"

namespace remit::cli {

absl::Status FolderFile::write(std::string_view text) {
  sha_.add(text);
  digest_.bytes += text.size();
  return file_->write(text);
}

absl::Status FolderFile::close() {
  digest_.sha256 = sha_.hex();
  return file_->close();
}

OutputFolder::~OutputFolder() { files_.clear(); }

absl::Status OutputFolder::open(const std::string& directory) {
  directory_ = directory;
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return absl::InternalError(error.message());
  switch (lock_.hold(directory)) {
    case system::FolderLock::Outcome::failed:
      return system_error();
    case system::FolderLock::Outcome::taken:
      return absl::AlreadyExistsError("another run writes there");
    case system::FolderLock::Outcome::held:
      break;
  }
  return absl::OkStatus();
}

void OutputFolder::compare(const std::string& directory) {
  directory_ = directory;
  compares_ = true;
}

std::string OutputFolder::place(const std::string& file) const {
  return (std::filesystem::path(directory_) / file).generic_string();
}

FolderFile OutputFolder::make(const std::string& name) const {
  const std::string file = name + ".csv";
  if (compares_) return {file, std::make_unique<ComparedFile>(place(file))};
  return {file, std::make_unique<DraftFile>(place(file))};
}

absl::Status OutputFolder::add(const std::string& name, std::string_view content) {
  return add(name, [content](FolderFile& file) { return file.write(content); });
}

absl::Status OutputFolder::add(const std::string& name,
                               const std::function<absl::Status(FolderFile&)>& write) {
  FolderFile file = make(name);
  if (absl::Status done = file.open(); !done.ok()) return done;
  if (absl::Status done = write(file); !done.ok()) return done;
  if (absl::Status done = file.close(); !done.ok()) return done;
  add(std::move(file));
  return absl::OkStatus();
}

void OutputFolder::add(FolderFile file) {
  written_.push_back({std::move(file.name_), std::move(file.digest_), file.file_->parts_at()});
  files_.push_back(std::move(file.file_));
}

absl::Status OutputFolder::publish(const std::string& manifest) {
  manifest_ = manifest;
  if (compares_) return absl::OkStatus();
  // Written first, so that a full disk is found out before anything has changed.
  DraftFile last(place(kManifest));
  if (absl::Status done = last.open(); !done.ok()) return done;
  if (absl::Status done = last.write(manifest); !done.ok()) return done;
  if (absl::Status done = last.close(); !done.ok()) return done;
  std::error_code error;
  if (std::filesystem::is_regular_file(last.path(), error) && !system::remove(last.path().c_str()))
    return system_error();
  lock_.keep_names();
  for (const std::unique_ptr<OutputFile>& file : files_) {
    if (absl::Status done = file->publish(); !done.ok()) return done;
  }
  files_.clear();
  lock_.keep_names();
  const absl::Status done = last.publish();
  lock_.keep_names();
  return done;
}

}  // namespace remit::cli
