using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace ApSpec.House;

public sealed class DeterminismTests
{
    [Fact]
    public void Spec_and_src_use_no_clock_no_unseeded_random_and_no_thread()
    {
        var files = RepoTree.FilesEnding(".cs", "spec/", "src/");

        Judge.NoFindings(files.Where(f => !IsExcepted(f)).SelectMany(f => Findings(f, RepoTree.Lines(f))));
    }

    [Fact]
    public void Assemblies_of_spec_and_src_refer_to_no_clock_no_random_and_no_thread()
    {
        var judged = ProjectFile.All.Where(p => p.Room is "spec" or "src"
            && !Allowed.NondeterminismFiles.Keys.Any(e => e.StartsWith($"{p.Room}/{p.Name}/", StringComparison.Ordinal))).ToArray();

        Assert.NotEmpty(judged);
        Judge.NoFindings(judged.SelectMany(p => References(ProductAssemblies.Of(p.Name)).Select(r => $"{p.Name} refers to {r}")));
    }

    [Fact]
    public void References_to_types_and_to_members_are_found()
    {
        var random = new Random(1);
        Assert.InRange(random.Next(), 0, int.MaxValue);
        Assert.NotEqual(Guid.NewGuid(), Guid.Empty);

        Assert.Superset(new HashSet<string> { "System.Random", "System.Guid.NewGuid" }, References(typeof(DeterminismTests).Assembly).ToHashSet());
    }

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    [InlineData("var r = new Random(1);")]
    [InlineData("Random r = new();")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var t = Environment.TickCount64;")]
    [InlineData("var w = Stopwatch.StartNew();")]
    [InlineData("await Task.Run(Work);")]
    [InlineData("var t = new Thread(Work);")]
    [InlineData("Thread.Sleep(1); // a while")]
    public void A_source_of_difference_is_found_with_its_line(string line)
    {
        Assert.StartsWith("src/A.cs:2: uses a", Assert.Single(Findings("src/A.cs", ["", line])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/// <summary>Thread.Sleep of the kernel, in virtual time.</summary>")]
    [InlineData("var next = schedule.Thread;")]
    [InlineData("Thread.Outcome = Outcome.Returned;")]
    [InlineData("var random = new Xoshiro(seed); // not new Random(1)")]
    public void Comments_and_the_models_own_words_are_fine(string line)
    {
        Assert.Empty(Findings("src/A.cs", [line]));
    }

    [Fact]
    public void The_exceptions_are_files_or_folders_not_prefixes()
    {
        Assert.True(IsExcepted("src/ApSpec.Cli/Program.cs"));
        Assert.False(IsExcepted("src/ApSpec.Client/Program.cs"));
        Assert.False(IsExcepted("src/ApSpec.Search/CampaignWorkers.cs.cs"));
    }

    private static bool IsExcepted(string path) =>
        Allowed.NondeterminismFiles.Keys.Any(e => path == e || (e.EndsWith('/') && path.StartsWith(e, StringComparison.Ordinal)));

    private static IEnumerable<string> Findings(string path, string[] lines) =>
        from numbered in lines.Index()
        let code = numbered.Item.Split("//")[0]
        from source in Allowed.Nondeterminism
        where Regex.IsMatch(code, source.Pattern)
        select $"{path}:{numbered.Index + 1}: uses {source.Name}: {code.Trim()}";

    private static IEnumerable<string> References(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        var types = reader.TypeReferences.ToDictionary(h => (EntityHandle)h, h => FullName(reader, reader.GetTypeReference(h)));
        var members = reader.MemberReferences.Select(reader.GetMemberReference)
            .Where(m => types.ContainsKey(m.Parent))
            .Select(m => $"{types[m.Parent]}.{reader.GetString(m.Name)}");
        return [.. types.Values.Concat(members).Intersect(Allowed.NondeterministicReferences)];
    }

    private static string FullName(MetadataReader reader, TypeReference type) =>
        $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
}
