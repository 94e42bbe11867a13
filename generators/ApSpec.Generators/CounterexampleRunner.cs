using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ApSpec.Generators;

/// <summary>Runs properties of one argument silently and keeps the outcome as data instead of throwing.</summary>
/// <typeparam name="T">The argument.</typeparam>
public sealed class CounterexampleRunner<T> : IRunner
{
    /// <summary>The counterexample of the last property; null when it held.</summary>
    public Counterexample<T>? Found { get; private set; }

    /// <summary>Cases the last property ran.</summary>
    public int Tests { get; private set; }

    /// <summary>True when FsCheck could not make enough cases: no verdict.</summary>
    public bool IsExhausted { get; private set; }

    /// <inheritdoc/>
    public void OnStartFixture(Type fixture)
    {
    }

    /// <inheritdoc/>
    public void OnArguments(int test, FSharpList<object> arguments, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> print)
    {
    }

    /// <inheritdoc/>
    public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> print)
    {
    }

    /// <inheritdoc/>
    public void OnFinished(string name, TestResult result)
    {
        Found = null;
        IsExhausted = result.IsExhausted;
        switch (result)
        {
            case TestResult.Passed passed:
                Tests = passed.Item1.NumberOfTests;
                break;
            case TestResult.Exhausted exhausted:
                Tests = exhausted.Item.NumberOfTests;
                break;
            case TestResult.Failed failed:
                Tests = failed.Item1.NumberOfTests;
                Found = new Counterexample<T>(name, (T)failed.Item2[0], (T)failed.Item3[0], Tests, failed.Item1.NumberOfShrinks,
                    new FsCheckReplay(failed.Item6.Seed, failed.Item6.Gamma, failed.Item7));
                break;
            default:
                throw new InvalidOperationException($"unknown result {result}");
        }
    }
}
