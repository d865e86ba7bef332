class Lectern < Formula
  desc "{{.Short}}"
  homepage "{{.Address}}"
  version "{{.Version}}"
  license "MIT"
{{range $system, $name := systems}}{{if $.Has $system}}
  on_{{$name}} do
{{range $processor, $family := processors}}{{with $.Archive $system $processor}}    on_{{$family}} do
      url "{{$.URL .}}"
      sha256 "{{$.Sum .}}"
    end
{{end}}{{end}}  end
{{end}}{{end}}
  def install
    bin.install "lectern"
    man1.install "man/man1/lectern.1"
    bash_completion.install "completions/lectern.bash" => "lectern"
    zsh_completion.install "completions/_lectern"
    fish_completion.install "completions/lectern.fish"
    doc.install "README.md", "CHANGELOG.md", "docs"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/lectern version")
    (testpath/"tides.md").write "# Tides\n\nThe moon pulls.\n"
    assert_match "The moon pulls.", shell_output("#{bin}/lectern print tides.md")
  end
end
