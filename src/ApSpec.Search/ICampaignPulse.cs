namespace ApSpec.Search;

/// <summary>Told of every operation of a campaign before it is done, so that a process that dies leaves behind where it was.</summary>
public interface ICampaignPulse
{
    /// <summary>Operation <paramref name="step"/>, from 1, of the trace of <paramref name="seed"/> comes next; step 0 begins the trace.</summary>
    void Beat(ulong seed, int step);
}
