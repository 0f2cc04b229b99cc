-- Remit in Neovim, from 0.7 on: the language server for files *.remit, lenses beside the cases, and a
-- window with the memo of a case that does not hold. Nothing else is needed than the program.
--
-- vim.g.remit_command: the program and its arguments, {"remit", "lsp"} unless set before.

if vim.g.loaded_remit then return end
vim.g.loaded_remit = true

local SHOW_TEST = "remit.showTest"

-- The client by folder: what lies beside a file may amend it.
local clients = {}

local function config_of(folder)
  return {
    name = "remit",
    cmd = vim.g.remit_command or { "remit", "lsp" },
    root_dir = folder,
    on_attach = function(_, buffer)
      vim.b[buffer].remit_attached = true
      vim.lsp.codelens.refresh()
    end,
    on_exit = function() clients[folder] = nil end,
  }
end

local function attach(buffer)
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":p:h")
  if vim.lsp.start then -- from 0.8 on, which finds the client itself
    vim.lsp.start(config_of(folder), { bufnr = buffer })
  else
    clients[folder] = clients[folder] or vim.lsp.start_client(config_of(folder))
    vim.lsp.buf_attach_client(buffer, clients[folder])
  end
  vim.bo[buffer].commentstring = "# %s"
  vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
end

-- A case that does not hold: what was expected, what came, and how it came about.
vim.lsp.commands[SHOW_TEST] = function(command, context)
  vim.lsp.buf_request(context.bufnr, "workspace/executeCommand",
    { command = SHOW_TEST, arguments = command.arguments },
    function(problem, memo)
      if problem or memo == nil or memo == "" then
        vim.notify(problem and problem.message or command.title)
      else
        vim.lsp.util.open_floating_preview(vim.split(memo, "\n"), "", { focus_id = SHOW_TEST })
      end
    end)
end

local group = vim.api.nvim_create_augroup("remit", {})

vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  group = group,
  pattern = "*.remit",
  callback = function(event)
    vim.bo[event.buf].filetype = "remit"
  end,
})

vim.api.nvim_create_autocmd("FileType", {
  group = group,
  pattern = "remit",
  callback = function(event)
    attach(event.buf)
    vim.api.nvim_create_autocmd({ "BufEnter", "InsertLeave", "BufWritePost" }, {
      group = group,
      buffer = event.buf,
      -- Asked for too early, 0.7 would wait for an answer that nobody gives.
      callback = function()
        if vim.b[event.buf].remit_attached then vim.lsp.codelens.refresh() end
      end,
    })
    if vim.lsp.inlay_hint then pcall(vim.lsp.inlay_hint.enable, true, { bufnr = event.buf }) end
  end,
})
