using System.Text.Json;
using ApSpec.Drivers;
using ApSpec.Search;

namespace ApSpec.Report.Tests;

/// <summary>The mutants of v5.11 on a small budget, pinned; the score is asked for by <c>.ci/run</c>, on the budget of the command.</summary>
public sealed class MutantsTextTests
{
    private static readonly Revision Revision = Catalog.Find("v5.11")!;

    private static readonly Lazy<MutantsOutcome> Run = new(() => Mutants.Run(new MutantsRequest(
        Revision, Plan.For(Revision.Era), Traces: 20, StatesMax: 200, Jobs: Environment.ProcessorCount)));

    [Fact]
    public void The_table_is_pinned() =>
        Golden.Check("mutants-v5.11.txt", "# ./apspec mutate --revision v5.11 --traces 20 --states 200\n" + MutantsText.Format(Run.Value));

    [Fact]
    public void Every_mutant_is_one_json_line()
    {
        foreach (var mutant in Run.Value.Mutants)
        {
            var line = MutantJson.From(Revision, mutant).ToLine();
            using var json = JsonDocument.Parse(line);
            Assert.DoesNotContain('\n', line);
            Assert.Equal(mutant.Mutation.Line, json.RootElement.GetProperty("line").GetInt32());
            Assert.Equal(mutant.Rule?.Id, json.RootElement.GetProperty("rule").GetString());
            Assert.Contains(json.RootElement.GetProperty("status").GetString(), (string[])["noticed", "survived", "no-difference"]);
        }
    }

    [Fact]
    public void No_line_is_longer_than_a_mail_allows() =>
        Assert.All(MutantsText.Format(Run.Value).Split('\n'), line => Assert.InRange(line.Length, 0, MailText.Columns + 8));
}
