using System.Collections.Immutable;
using ApSpec.Cli.Parts;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Worker;
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

        ImmutableArray<BuiltDriver> drivers = [.. targets.Select(target => target.Built).OfType<BuiltDriver>()];
        ImmutableArray<ImmutableArray<DeadTrace>> deaths = [.. targets.Select(target => PartDeaths.Sorted(target.Dead, request))];
        if (targets.Zip(deaths, (target, dead) => PartDeaths.Refusal(target.Engine.Subject, dead)).FirstOrDefault(text => text is not null) is { } refusal)
            throw new NoVerdictException(refusal);
        foreach (var line in new CheckPart(request, isOwnScope, subjects.ToImmutable(), drivers, deaths).ToLines())
            Console.WriteLine(line);
        return ExitCode.Ok;
    }
}
