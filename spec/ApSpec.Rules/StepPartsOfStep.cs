using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Reads off which parts a step has.</summary>
public static class StepPartsOfStep
{
    /// <summary>The parts of <paramref name="step"/>; a rule that reads none of them holds there.</summary>
    public static StepParts Parts(this in Step step) =>
        StepParts.Call
        | (step.Touched.Mdevs != 0 ? StepParts.Mdevs : StepParts.None)
        | (step.Touched.Kvms != 0 ? StepParts.Kvms : StepParts.None)
        | (step.Touched.Queues.IsEmpty ? StepParts.None : StepParts.Queues)
        | (step.Faults.IsEmpty ? StepParts.None : StepParts.Faults)
        | (step.Edges.IsEmpty ? StepParts.None : StepParts.Edges);
}
