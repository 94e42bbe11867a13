using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Kernel;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Bench.Interleavings;

/// <summary>A driver whose calls are those of a <see cref="CallModel"/>: each thread's operation names one of them by its adapter.</summary>
internal sealed class InterleavedCalls(World world, CallModel model) : KernelDriver, IKernelEra
{
    private const string ScopeOfIt = "mdevs=1 kvms=1 features=vcpus";
    private readonly KernelLock readH = KernelLock.OfHook(world, 0, isShared: true);
    private readonly KernelLock writeH = KernelLock.OfHook(world, 0, isShared: false);

    /// <summary>Every schedule of the model's calls, by the search that <c>explore --threads</c> runs.</summary>
    public static ThreadExploration Search(CallModel model, params IEnumerable<Rule> rules)
    {
        var revision = new Revision("interleavings", "the calls of a benchmark", "", typeof(InterleavedCalls), world => new InterleavedCalls(world, model)) { Traits = CoreTraits.All };
        var calls = Enumerable.Range(0, model.Threads.Length)
            .Select(thread => new Operation { Kind = OperationKind.AssignAdapter, Apid = new Apid((byte)thread), Thread = (byte)(thread + 1) });
        var trace = new Trace(Worlds.ScopeOf(ScopeOfIt), [new Operation { Kind = OperationKind.Create }, .. calls]) { Schedule = new Schedule([]) };
        var run = ThreadRun.Begin(new ModelSystem(revision, trace.Scope), rules, trace, out var refusal) ?? throw new InvalidOperationException(refusal);
        return new ThreadSearch(run, trace).Run(new ThreadLimits(StatesMax: int.MaxValue));
    }

    /// <inheritdoc/>
    public override IKernelEra Enter() => this;

    /// <inheritdoc/>
    public StepResult Apply(in Operation operation)
    {
        world.Log.Clear();
        world.Journal?.BeginStep();
        world.BeginAlone(operation.Fail);
        return Call(operation) is { IsCompleted: true } call ? call.GetResult() : new StepResult(world.Thread.Outcome, Errno.Ok, default, false, null);
    }

    /// <inheritdoc/>
    public void Begin(in Operation operation, KernelThread thread)
    {
        var op = operation;
        thread.Begin(op.Fail);
        thread.Start(() => World.Keep(Call(op), thread));
    }

    private KernelTask<StepResult> Call(in Operation operation) => operation.Kind == OperationKind.Create ? Create() : Run(operation.Apid.Value);

    // The mdev with the flag, before the threads.
    private async KernelTask<StepResult> Create()
    {
        await new MdevDevice(world, 0).Alloc();
        return StepResult.Ok;
    }

    private async KernelTask<StepResult> Run(int thread)
    {
        for (var at = 0; at < model.Threads[thread].Length; at++)
        {
            if (model.Threads[thread][at] == CallStep.Get)
                await world.Module.TryGet();
            else
                await Do(model.Threads[thread][at]);
        }

        return StepResult.Ok;
    }

    private Effect Do(CallStep step) => step switch
    {
        CallStep.LockL => world.Matrix.Lock.Lock(),
        CallStep.UnlockL => world.Matrix.Lock.Unlock(),
        CallStep.LockK => world.KvmLock(0).Lock(),
        CallStep.UnlockK => world.KvmLock(0).Unlock(),
        CallStep.ReadH => readH.Lock(),
        CallStep.EndReadH => readH.Unlock(),
        CallStep.WriteH => writeH.Lock(),
        CallStep.EndWriteH => writeH.Unlock(),
        CallStep.WaitForKvm => new Mdev(world, 1).WaitForKvm(),
        CallStep.SetKvmBusy => new Mdev(world, 1).StoreKvmBusy(true),
        CallStep.ClearKvmBusy => new Mdev(world, 1).StoreKvmBusy(false),
        CallStep.Put => world.Module.Put(),
        _ => throw new InvalidOperationException($"{step} is no plain effect"),
    };
}
