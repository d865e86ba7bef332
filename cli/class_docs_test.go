package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestClassInPostgres runs what docs/class.md says of PostgreSQL against a real one, twice. LECTERN_POSTGRES
// says where it is, as psql takes it; without it there is none.
func TestClassInPostgres(t *testing.T) {
	server := os.Getenv("LECTERN_POSTGRES")
	if server == "" {
		t.Skip("LECTERN_POSTGRES names no server")
	}
	src, err := os.ReadFile("../docs/class.md")
	if err != nil {
		t.Fatal(err)
	}
	var sql []string
	for _, m := range regexp.MustCompile("(?s)```sql\n(.*?)```").FindAllSubmatch(src, -1) {
		sql = append(sql, string(m[1]))
	}
	if len(sql) != 2 {
		t.Fatalf("docs/class.md has %d pieces of SQL, not the table and what fills it", len(sql))
	}
	dir, c := classCourse(t, 8)
	key, to := classKey(t)
	folder := handIns(t, c, to, 5, 2)
	odd := student{name: "=cmd|' /C calc'!A0 \"x\", \\.", id: "-1+1", skill: 0.5, attempts: 1, seed: 99}.handIn(t, c, to)
	if err := os.WriteFile(filepath.Join(folder, "odd.txt"), odd, 0o600); err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	var said bytes.Buffer
	if code := Run([]string{"collect", "--key", key, "--course", dir, "--out", out, folder}, Env{Stdin: strings.NewReader(""), Stdout: &said, Stderr: &said, Getenv: func(string) string { return "" }}); code != exitOK {
		t.Fatalf("exit code %d: %s", code, &said)
	}
	psql := func(script string) string {
		cmd := exec.Command("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", server)
		cmd.Dir, cmd.Stdin = out, strings.NewReader(script)
		got, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, got)
		}
		return strings.TrimSpace(string(got))
	}
	psql("DROP TABLE IF EXISTS answers")
	defer psql("DROP TABLE answers")
	for range 2 {
		psql(strings.Join(sql, ""))
		got := psql("SELECT count(*), count(DISTINCT student), count(credit), min(answered_at) AT TIME ZONE 'UTC', count(response->'choices') FROM answers")
		if want := "88|6|88|2026-11-20 08:00:01|88"; got != want {
			t.Errorf("in the table are %s, not %s", got, want)
		}
	}
}
