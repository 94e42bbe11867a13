using System.Collections.Immutable;
using ApSpec.Cli.Parts;
using ApSpec.Rules;
using ApSpec.Search;

namespace ApSpec.Cli;

/// <summary>One run of <c>check --format part</c>: the traces, and nothing that another range of seeds could change.</summary>
internal sealed class PartRun(CheckRequest request, ImmutableArray<CheckTarget> targets, bool isOwnScope)
{
    public int Run()
    {
        var subjects = ImmutableArray.CreateBuilder<SubjectPart>();
        CheckProgress.Show(request, progress =>
        {
            foreach (var target in targets)
            {
                subjects.Add(new SubjectPart(target.Engine.Subject, Checker.Campaigns(request, target.Engine, progress),
                    request.Rules.Length == RuleBook.All.Length ? CheckThreads.Draw(request, target.Engine) : null));
            }
        });
        if (Interrupt.IsAsked)
        {
            Console.Error.WriteLine("apspec: interrupted: nothing is printed, since a part is whole");
            return Interrupt.Exit;
        }

        foreach (var line in new CheckPart(request, isOwnScope, subjects.ToImmutable()).ToLines())
            Console.WriteLine(line);
        return ExitCode.Ok;
    }
}
